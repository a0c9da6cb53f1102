/**
 * Written by tests/bench/train-onsets.ts: do not edit. Trained on music of the Freedoom project (BSD 3-clause) and on
 * Chopin first editions encoded by the Fryderyk Chopin Institute (CC BY 4.0), rendered with MIT SoundFonts.
 */
export const PACKED_LAYERS = [
  {
    inputs: 33,
    outputs: 16,
    taps: 7,
    weights: {
      scale: 0.00002794667101140665,
      steps:
        "4Q2MCx31dPhhCVft5vVoATkJB/2Q/zn42gCg/oXpewPP5w4SMPxz+L/7r/p9B1IFrAdfBbbqu/YtGBkNYBIRAp70" +
        "8+BK80b4LRFaDjUFCvYa6fAJQQoNAW0EWAKw6WcEuALM9uEJc+we/sEF3hEh/BP/vvlwEXcCDgJRA6T1Bvh48TsO" +
        "AfMJ9Qn/JwUDDi8G5fzH/Dn/4ASn7czwW/ICAkL9L/Fc+oEF3e/x8QL+PO0eCSP+bPp19Yvx4hbI/tEOKvDf+UkB" +
        "mh+dD87xFPB+CT4Gk+oi/l39LPetDbAA9vWDAXrzkRywEkj91uyQBZr5aQgR7YUIbf0G+OAB8wAl/pAPZxLHBUvq" +
        "3e/L/6cC3Q0Z7RsAQvf6+UAHw+lJ+6T8zArvCQftIPJv/1fnCvf+AFnn1Nvr6lb8kf6wAiMAF/jcEM4EAwZI8s4H" +
        "+QBA6e/2xN9aGIcBX+6oCn4GQPipBQrtkvNxDywBBewLCBfpNgpGAOEL9PI1/sP6GPlA7Mr3ef1XAMsKUffdDA/y" +
        "5e7TB5Px6QqSBR4O7d695Lf7cxhRApTnWgWAA9n95Onu7MzzEgW1/x7yfeH884PlrABV5DgKC/dZ7qLs0PjYD94A" +
        "Zfs07rLzN91t9DP5dAqsAsrpGt4B/6La+/jm5KX1uCHC9+4EqAfGF/UTg+t4CY/xR+dK5+IXIQhvFxYKXBI2CEP/" +
        "6/CUGFrqiNXP91f77QbbIFzykwza9bHgaeg+CrP/HDBWBvQTTi2z/cTv9A/wB6MrlNCO5r78/E+WC38aUQk+CEcM" +
        "GOqLBp7sNNjE9yX1peYUBBPTAPWF02zkGgf6A+ju0+7gCif96ftoHpQEIPxYDSPC++aUC1wALc6eEDL/WBuFMhLb" +
        "xw9jDGMBEtm3+hr9+fRqEKTnZP/k74ThXu3/4PQVRRZICMD/jPrXB6AAVQAdAEj7bvJr59gAcP7QEscJ/BgTCbn+" +
        "ohDmDf7GteBo9xMFhCaGAdADpeW58uPlkguv43EgjQplHLkBqQIO/oLesAHHCoj0deFu4yzrFuiXD6sF1A/xBYgY" +
        "UQJ1+v7vcuAJ+bbzBApGBDf6+O4k7xDq7Phg5awKyd6VA8X6aNs/8iDriPQ+E0Dzv9Km4w3qTADnEen8fhSJ4VYG" +
        "dgaL1i/ZhNH84/kL/iKO5hYQZ+NT0vTTT/SH85oAJd8a5soV0/Mryl4Apv1WFIH84th5+Wv0QflCEaQTbxTw8V8A" +
        "yeZO7tsIege5AwgKkucy+CvkKuZgCc/u2/86+2L0gv3OBkL4eQJ24okCW+6a+m3nQPBVB2j0IxAIDWMIYPl6FBL1" +
        "neY+81LxaPugBGQAFwUu8LPvohEj8+HwAeji7ELnJe2/4fUDd/OQ/Eb+CP9/Di3wifY+AIQHUQZlEDoQs+zW9bLz" +
        "E/jU4kD+hO8X9qn1mt5v7Pb0j/OWDDzyB+lXAb/iqO6iAhnPDO9qCgvq3Q1p+vf0a+U43yvmut2q5FXndBIMCZfn" +
        "GfLg9iv1AvOg5rzxH+hC45DqOAct8jH6ivcj90/1e9ug8+buGvm8AhnxLQDEH7oLNuzt3DLoGgI2C2348gC24Y3z" +
        "a/M9Cxn3jPFF63b2EAdF7ozofgEu40fjWvCG90n81fOiBsIA5O4+BhgFoM3r/5UC2wTz4mv/MgEsAoT4Ef+J4Efm" +
        "I/bo6szt4uN443H85vTL9XsTrwXp1if+4uBd4XvpNOWq9cQCQPWHAa3Z0fWb8LPvFfWQ88AHDOTw6hMA6+sI//rp" +
        "5eKh8krxQfHTEHsRbvMw87LTNe/s5TcCVvz2BIL4E+7GAmT9EO/m6t7tUv84Ac4LEgWV/yz7Zfu4A0D+VvQf5Tjs" +
        "iP5d9oMPISWt9FXwFfcjAxT0+/Ol8o8Aa/6m7C8RJf81C5P+mhSNBWz9zu6gAUX+iAuQ8wcUqQPg8K7mGft291r3" +
        "3f8x8779lfOC9FMCwu4G9XsHNAHzCT35NwcsAN4IbfIj8i7abPIL+T3unBYQ+TwOFAEP31P5egVQ+3T1efqLAI77" +
        "NwIO9VL2Yvou/y72ugvwCC/mg/OMCwQNXf6t+GoNEBBT52MJLPqd8Q7o6vqU98QDThEbBDQDbvErBsD9KPSP6Sf+" +
        "VA4a9mwGmv/y/Nn2gdVB603qdvKqBpj86/8vA4DzBQrv3U4NSQwsDngOhgZc90fyIgxX+WP4jvMCC5r1ifDW7d8U" +
        "2wv0Ecfv0ffBAtP+4wVJ/lEHvwNCEeznvwDNCLIESe4nEWwCTvC59krqaPGp9Fj71Blq6nADoxoN+vwMfAwN/mAD" +
        "QgJW9kPy0PuU+QQQ/+rE/F73bfbh+nYMAgKeC2v1V/OP733qr/0q9wwEIOW77pz1DQ/S+A8GyxCYCcH0jOqFEOb8" +
        "1vfcClX+ZfWiEKoB1t8V777/ARfm5TgEXBKS/4fsVvWf6v740gf57730rQFL/lH5tPIm/Sb4LOtxA04RMe51/7oB" +
        "IAAW653oRfnR+6UN7vOJ/lP+NCR77DbtcQYf+hAGHOqZA6Tx6f/k7QH0wPy7+OLjGvSSByMLfPfuB4f0Rf52+8b3" +
        "2el89NgRmw8O8pwLGAniBUoBWv1ZGmj96/9fAdH02whS7AUPzfn/+Dfydv99+5j6Cf039pYRDPgTCOPuSv9/5IMB" +
        "+f6j/9EOYgmV+RD2HhYr9FMSn/Ph9OT/huQc6i/uHvokAjr9ZeoC/rn2kBCk/oXwS/zD61PrX/Y5DK34P/x//SQE" +
        "g/5cFhYPbAL5BFPZWQNQ/UwA+fXoEEkHRBUJBTDzwfzbBhTsO+1C7sIPsg/i7rb+w+yoAZ7h1QSt81kYxPij7sTt" +
        "qfiGCX79ivLJ/M0BSgIq/i/0A/WZ9UgIVAuZCur82PBb+m0EKvdH/T8H0wi+9Eb7pfW2C3/zSvyE7oEBIgFY/V7v" +
        "ViDuBsISn+rfDN31tf3z8EIPTvns/rT5UfZW/MUD6w3mAiIDEvL1GVL2w/GA6Gv2xQRX8OQG5+zU7/MDSwxr/zoB" +
        "1QGaBYHnWABU+csEwOic5sr6POm/AxEGDPIxEBnakAP+6t718O2UAJv2KO2p7aTiyu8RFZkBBQOO+nD5nAq5+MfT" +
        "6Q+6DiH0cAit/iQFGPXj9eX7l/Hm43AUxfR8BbXrqAIIBBcCpwIlAIbwYuimAIz8xv8tAt7nexIHDdj93AW96A3u" +
        "YvbD/U7uaARbAfT8Bf1EA2Dq4AZ0C6Dwrf0a84b1uAAI/1j/RPvXCDb2yOSABOLzMvGC91b1fP8EEhIBHPcO29D5" +
        "zfjRBaz4m/9W/tgBlwjy753wgOaaAdf/M/c+8DDytA7K+cf2qw697LPx3fPI/QX1MAuSDVL4sfPEApMFIPTX7P/4" +
        "g/DTAsIFRf2iFWbg8uKpC3b/e/QfBG0FVe9TF+j6f/7S/P37kxN+BZvyOutq/Wf0LguB5KnqOfAp/9jvFwLp8DQG" +
        "lhf/EvQJpO0qAhjvJvGy908Alw5Q+AkCRAIv+AsBq+uGCjv65/odB9z7XOOM/ekC1gaB/zgXeO4i47rqlvc5DhP7" +
        "ef6U+bX8LP7M/E8JrQJpBzQCBRfQ6aDnlOLFCx32t/Pv8j0DQAtH+u4FJ/g78RkPWvZ49VjoffzE9ZIHpO896sUA" +
        "Xv4T+hjut/Yl8ob+hv9LDJf6AQv08a7x5gmEAhH3evxoHoXr/xfW8n0TDOd0/00IGf2ABT/tQd+A/RvqffpO/g3o" +
        "AgzH7GALUAr6/P3qnuuE8Af5GAiA8/btdfCF+o/2Cg6a9UH81vwr/KIRifPhAWwG2OyTCpoGMghN6cL+tvKl6XT+" +
        "Y/9VBrELv/Lg66/9eQjp/FwCygNGAz8RBwPe+/YMTgFs5dz06etqCVn6vep7BrP/q/v19DQLWQV1/qDtE+/u+VIH" +
        "VOVH+5sI9gvKDWgFcO+27HHi1ewg9boEVgDlA3L5I+pbG48I5wCA83/rC/bo8n/lQ+ve9zX9A+FC+dkGBO9Y428I" +
        "cQ7P4p/6HvZC834NAwXB0bH37fq08irwEgl98aTrug6HDFfoow18BOEMlgIx/Cn6RAQ7AYIQYfJPHTAMbec8/8Dz" +
        "G/nV9cfkOBRA7z35YANP+Zb+UAOz7L7tAveA8UzvnveUCXMGHQ0h4mn3Y+0wAlPpkuo2+Un6lgRl/Dz71vwX7FEA" +
        "FPzW7TsMfOGLARoTPQT2+GcCpe5pBJMNNhEo6+fyvf08DUb8ZABGAhz7JuHt9cf64wL55SzyoA79AO75MfQVCSkE" +
        "eQRx8lf/Zwd1BRgI7v3u+ecQBxLtECQBzAaqBQb9yOtu/RrsXwLx4PYFZADOGZD7bgvGCA/6txTsCaIMiBmgC1AD" +
        "vwG++//1z/DA8WH1tgnuAb4Bkeq1A5vsSghU6gL2JeUgGpgBlQxyIWQGUgK0ABT94s5X+STzqPf8CRoaFhpg/r8O" +
        "n/+xCUoDnP2cBrsKkOOXAvMZx+HU/a3vvvvD9zEGqfguDAHzlwVIBfD5bgRiEOAFFuVY6w4KLdlRBawKyRRv9M79" +
        "4QFpHx3/fvDPB0ICPgwz8zoFBBBEFrX9Ge3P6dwGtwMrB40IFgjy+e7pbP8g+c8BW+T0BkP/7+/N6AsHwA+rBCf0" +
        "NAkcJ+gKagKfHDL7s/QrAMsX7BIaGBLvl/yR3vb7Uxhr/afkEg6G9xj0RgIsBRbw7AoCEWrliwk9/AzxIvyXAisW" +
        "ZPwxBekKUeav+pL+M/j29Rb9pxhw/efvGQvG6w/p6vcvDUP1ywDN//UIYegH+5/aDf+8Ah8GwdiCDLX5YwLjK/4h" +
        "ZO+S/77yRfRh9s/vYtbO9ub8weeU9cfiBPqxEHn0++on/E3/RAQkHPnwTAqp8RL/+OKX/x4DL+mrCWnmsRQRHiIM" +
        "OhQb4G8Csd7Z/q3ZsfOP8EL1BOJg7UDoWfVkACPtdffD8tQEZP/+DykC2QYH/gwHu/lmBJryk/W49swN1gtcB/AW" +
        "kwC67aXzxPWZ7eHvV+adBIUAmwnV5GPmBuO5A6bvd/tY9xD+NwqhABUXCvFIBzgA/Pn9+QjsO/nnEbDrLgOI9w/8" +
        "Rf50+Lj67/lZ8wXoa+q63YYOUuz7+pndjw5s3zPogP+g9ZLm6wx39z0UjPde9sHrrPNn/Sj0Au+r/S3pGvOp7Azp" +
        "9PoM3k7pe+QkAgEC/Oy66Jr3IPMd3Q7o1fxlAUvd7Adc8UnbGQgq7OH/+d5ECcX8MPW2y/78cutpIrToEfXz/KQA" +
        "Xfc44d7cdOPH/rL78f+9AQkIa9K95J/wXPik6XnufAY6Atn5eBvi81kUG/C4/YT2twg78DzMsAkh6uHq1Os79ePh" +
        "lwRI7wzpePEA+dTuyu5g5grrpfpv+HPqotQA657cxf8m7Xv3ABhp/kgnf+sR9jP2JfDy+c3zJOvQDaPyzQf/GZwD" +
        "MPEJ8Aj2eQCh9NPhPfOZ/yL8rPeN4P3r6fxj2ynmA/fs8FvtseEc6MwWQ/ETBUjynPwBAbz/ovOVBYbntvHo70vv" +
        "Xge94xP//OWq8YniXQWe6YrhS9sB5YHadfOR89jtAe+o/zH3vgQxBjYnE+ZM9fAEfAYb+OXjewf/5R4DaQij+B31" +
        "T/9q9gYAivOO8Pf7Q/+A6/H49ep/B2fvTADe+aD8h+xo9Y/5wvtxHbP6jeLbGynx8xp9+XMBROTa91XyZPqc7L7k" +
        "1Opm7kDqFuaJ80wQBf+N7G77sPnu7y/6LvreDkHi3/83+2b3XQ5QCx7/QOiNAqrr5+tN7DAPpuEIBiDzoxPY+sf0" +
        "AhgPC9Xz4eoYBRz1YvDc9v0POf/BDZIYI+2e/24I8hOT94nuJPII8bAAo+HpA9zqoe138R0Eke/e9mYBv+026msE" +
        "XP+M2hf8E/Q09ePwSxFV5nMC8wNZ8WcGavB4/433AAEnGkMBVe+fCQbhHv2vFNwF0gZ4/wwCWAIf9aTzWPKA8dbu" +
        "/xNIB4v2Nuu7/iPygu9a/hT/g/Pr8AcJ8gi950P+F/tZ9t4Bq+SA6bAO6uI2F6b6tvEy/070zglk6AELDAAG8ewS" +
        "Y/6vAFzvLwfxCGkRwwYTEHTz2wb7+0kOD+rX7/r/CfbL7xnwKP/8/RHptgce9BkKxvLqBLztc+7+ED0Ns/jW++UP" +
        "/QKl56L5CQjvExP7B/o1+SQMiAm7B2wAzvvD/EIEdgDn/NsEDfvn6jr/UQd/8FsPV/PT658Dnu0H8ugTsfAl8BkF" +
        "4A8U43jvT/Qv9zXsA/LTyATpR/dv/5cAegbSEr00sPk18hPVPO33DGLyDw26D0kGJAwVB1EO7yXu6wD+8N4U5Q8P" +
        "2ALyAaTslAyR/E4Hsf9EAjgAKPpS++fzYQIHHvkaWEAy1JnnDdYU/MMU6Rv1Ff3/yAMH7isMrhd47wD3VOYM93IN" +
        "jOsa/I/m2uDo6M7Wus6owbnkr/p44DfqmwKg66Lv1Lvw40rLvdNb8q3+gQOo5FaCJuhIA93297Dm5gquotpQEXkR" +
        "3gdo/Xvrxv2XBbbzuRXL5YUcOSN8E8D54fw2EBInd/zXA+EEauDP9Nzl7fvO2acMo/lSAdIJEzfY34sCM/MPD4sT" +
        "2AUoH5kQwBTJIdctuENROjw1VTecJe4ccjm2UqtGtDqOR6pR8NVm45cSHQ20I5NhajjeCygt/3++GvdFUOO53x38" +
        "Su6m6ensPfyTDi/99Ot5PjLuwvzIB5IGFRHKELzoFgN0HoYzLBDcHAMAiP4rDDj3gP+XG3XgctX47sbmYy6FKL8C" +
        "bwTfEgcWzQHBBrn85dyZ9cUFVBBZ9rgCvACt+GID6t9k8xzoNx/ZPS3+2grA70UVSP5TAw3zQAz78JABM/hI6+AQ" +
        "OvaaBK3v7QjZ9MgJ+O4yA/wB8vWcCycDBBkG8gD9JQ/3AQgF8OuNDn7lZOpNB7cCewWmHoIEnw4lAXb9qPS76Nrq" +
        "Guof/ZjmPAfu9TnmRRVk9xvoc/CmBN4DHgSADOf7OvjF+A36fORx4eH1p/Xj8Y8UH/kVDuoCXAUF5m33zwAG8NkA" +
        "1AADClAPuur7AgwQ+AThAsbzOvE66pviEvaZ+uf3GyOp/+L3dQi/EvUQefBZDF/uIgrdApQBzgEqCLzyN/Qt9OP0" +
        "c/qb9RzlsdnKCjQJGf+E9xf92AD/7dsKWwKM+Tb9AAok8tEFkvwuBgcMtO9N+0rzOOEkCswKqv7k/JX+ZvVM6n73" +
        "afOzBQTo9gIz+eD/eAfc18j42AdrB5z7y+ek56HrTQRq7SPn/AOECXv1nf2P/8MAsPpY7N/2tgLz703tNwIU9UgD" +
        "4/Pp41odIvfz/R/5Tfj8A7TrLg+6A+TxLQHkBCneqAPQ/kADmwo8ASn7bQNd++73EAP/CNb+PPa83G3ysfoZ9e/k" +
        "h++KAhoNgg2q268CQ+vz73sHOwdb/K4GPvFhAp79W//NBfAIkvWVCaj2bwAiBOj8WgJiEfX6kP6I7TL7eOagCrL6" +
        "KP1c/00EnOqrAb3+X+Q/34LsLwHgAhAE2g/XDicj4QeovpzXPuh463cS2Qj098w0BvWZ+RMRJRy3AxpC5/kYvzYn" +
        "H/jZAavxSfCT24HxYPzy8mHTmf/oFl77bAgW6If57/rSm/bR0cRk388VjgbmExayifdDC+oP9sVj/AvIxtVk2rAd" +
        "xAgk5FnogvvC32L3WwDY6UX5eQZxB0MUHg50Da0FyjT650QA97xHzkTz2/zi3yf62hcpFx8F6Twl9PT9WfEjIdQF" +
        "/QoJ+TX+U/Hs8ibw6gaA9aIIiBsT/VMAvQwSEcImqAmWJdw3h9ji80r/1vBa9Df74hNHGcYDB/5g80Xtsw3WQGER" +
        "zu0Ky5T2VuyE64PIOfcC9Hj6Sgwm+1MFX//SG7cKRvmbREAsjhvdR87oswQp2C4iJiNe+qv6PwlG70cKQi8pTdod" +
        "ufk/6r4CJP7V8JULMyTpA6kKb/2iEfsCWuwGCy0d1OpGWF8g5m6JX1v6APy07PQXkOyT+97xX9upBQMR8w7C4FEE" +
        "MRQGKN0a3fxEF8QHmOgO3jfzd+mc4QD/QvVq8aLyNuLrGbX+C18DFm8CogE3MRvZfu/t+d0NpsdtD63+EP59yiPy" +
        "Ffo4B6ryTPTw6OgHdwfz+noO5wh2/u/wBfpt+kUbcfHsORQP1SFB8+cCMAm1DZT8b+VT/q8FmtQzKzERyAmnBJIk" +
        "QAy3CVL7BQCd+Jb2svd96+oD9Am1AyfsROoI+2f2q/07Al8JFi2iDgQFLhLkBYkC39vj76j0mdlhEgD4fxEH8VAK" +
        "jfjC+qQRyvs8+KkFOAha7JL+eRE/1/vks+xH724c1QqA61cLJf+P9vzx7vcbBW8CauRfB9HjNvP2BsYfwBV5508M" +
        "JA5BJ9cKSAXF79X6wgtc+vT42v404/TrRd8w/4UCIAxyBgX1BxDP2E37a/q5FDAGEvUn9+H5YuKGIyQC5QPv71wM" +
        "kftpCFD5feMd9uUREgsAzqQEDfCb/sUGfAbb+9oH3vFR7pcAfvhS96j3BhYgCm3pT+lI/+DxF96YAw4K+BYqE9gA" +
        "TP6zDyv73gb16wz8IBOk2mMYt/huFMcYb/Uj94v80t3s+KkDdAXw/Yv0MPlw+N/wwfgN9hv0CtnCFQ4K5QD0DHUT" +
        "ZAR9ASH+Au4n9ZD9PisfG8r/vuvU6eL6c+mn+sfvrvqG+gLsYu6t9UQOYAe3/+v53QBM+msSkA+TIesO1gliAmQd" +
        "pvzDCAMLUPmyAnnxVfomCTLpVfl1/7QHkvsO9y31LP76/rr1JfSg/c/zxuTGDvID8+7T9P0Jjfm6DsDqQQYs7O8R" +
        "kwGx/W4P3QBdDmnm6u4x9pzt2Puw56H5Qek8Ah/yse2r7U/6bQHdEPj9FgwEBU8HVwU6+I7oc/iF4h71h+5m9gDy" +
        "EuzoCzYGcPeGDwcFSwZGCVwAZgT2+pwHq/q5BxoQxv2E9aX2GPy+5H8BnPu78BAFE++J+7EH6xaa7tkU9wLH/1wH" +
        "lvG1DQjwbfpjELgAFPpDAqb7Z/UEAsD9MgPM7KMBAv/c//f0W+zvAeH3F+ci+DgSkwS+7HD/D/r3+isAS/Cz8Db7" +
        "hPQN+j4AAfow36sX6AjuAt8ASADj42/d/xrR+2UJ4A1gCjnzYAcHBhv+vgjAB0EW3hIh7pzkjfhHB7/vEgvFAc0J" +
        "0/Fs9Cb5Sgda8S34CQC4BxIJmv3o6O/vtvVyBYT9ne8I7trwlwlP+fj0rf3M8xDmuvTD8Ib7wg2G+oEMWunR9o7v" +
        "4Q1NAYoLIgm7AAP4lwPX/BcGmfrvAPPq9emN6/EHF+3K9Vf+Zwto+10DawJ8/rgTZ/vXAscJifwD5cj5+QU28mX/" +
        "4xfS9y/tleeP7hQRlQXe2c4WQAxd/LAO2QKd/c0S1QdOHvMHRP7d7mr24vm89yb01AMrFKor9ySe760DFfxnBmwE" +
        "fgOOCM/3pPL5ASvyUA7z+Jz/ZggxF+kKzxURE3MCbCSID7IaKgh/CGL7ZAED998OjPyuBEMVJOWbBiEh/REy/ar8" +
        "9ybQFR4B3fwqA0sPbgBH/+cGQPlY9VgKuARoFhEq9/i0/oXkFyUcKeUQaPV7EPf4UNrR5p3ltdw1D4EciAFe73D/" +
        "JRyM/qj8RwjxGgEGxC7a6eMU3QVmB8/+yfloAM345gVS+mfoGAqS4rT1GwFxBLLtrgDj+xwJLhweACH7WeaHvIIR" +
        "J/qdBoEO1waODR0DGwWh7aH2qhWs+loFFAVaA9vnbifu+qkSCgWVsPYArg3M7A8CYwvY9oP4lRIe+y0Uohp4+Lb9" +
        "MOuH+6HnFfmm+O/ov+Ak+RYK1wStAdP2cO+wCVfybguVGiP1Twn602rtI/e06SkY0wI5CJHzrfMBCVsBNQwm+vcD" +
        "sgAtFzUDYPxI8vYs5wZj64oKugBxCL79PBSt/ikDdPy9CRIQeA4pIwwLSAPsEMf9kgAECQz3It8L/uX5XP5VI7bz",
    },
    biases: {
      scale: 0.000019205367084563362,
      steps: "xfn/f6j/6vir+iz+PvuZOnVK2fhbwmD61dEtVJb5XQU=",
    },
  },
  {
    inputs: 16,
    outputs: 12,
    taps: 7,
    weights: {
      scale: 0.00003197338887630654,
      steps:
        "bCMM/mQnS/+nDZMEygSE4sAGdf/LCSwUGfaz42wF7vw9Bhz39BvLGr3uGvrC8UAC5fe37uYt+wnyAcfypgoJ9rba" +
        "YwC/Dd8fOhGA880U6/aTCdv5WRnjC7Eg+wCtBWT2FA94IxsRNRJRGZQT5QkL/B4THA53C1P0ehre9uzvx+v9GAkQ" +
        "x/mY7XHgeQjbD9fJPxkaCAjSKAOk9hrouAhzE/fw894//m36Ht4EECsR2P7KJkcGv8zM58HZARFZEzEiihgC8Wy3" +
        "w/JS6ADtBO8NF5EhUPJ13IX4P8g6HCD6Pw3yGp4r8Q4XCY0AVAys/ooUWiUnDScVeAsADTH0UAVbIJ4JnO9xDEvt" +
        "WwUK6ejpyfkaIxT9MPsKAo4i3gjbF60HhB/gJfEnrwG25K8PnPcC8LchgvEPEZMq4iVoBBXzQQiND4MeehFhKCfx" +
        "1fg1+UD0I/V38VoDvft7D8kB5xcT8HYG2STu9+boggWRFdr7dAOoCnP969FvEw/tLxlg6uwZNPGcFc4r6fei+zD/" +
        "pfOcFgMXsubiyLsVcK4sI/DxN+5eCNwFBRKz/7HuyeFlBRYFsv5FA6yShQJ6tMk09vH/9nYJbAH+9GP+SgN9AZYW" +
        "UBaZ4CD5tQ2IFNvzAuVz/kns2/ee/yHpQ/0v/tAd7/0m4ij4pwXIDo3ysuvuBGASTulr+nD+nu3B/Eb8qxRCDjMD" +
        "VQrx8nwnOvSN8l0e6hou53j3WN5w9bgdLAAr4XkNngWD4J8VKveXC4wImfRrAJPvfexO9lERXgE56qQFc/bx5cr1" +
        "ewqa7O/+/OgjBIIN69U2ADEUGA3v8UIJC+auB130XfSn9CMEagG3EerhifPd794PDvZPD0/8D+6l9ef0+vc9CvAH" +
        "O/ypBkwK1/12CxTPRRbL8mkCwRaWFFHQtvmu7ucVlO8A89vqOA8k8VwmlBaJBjv2G+d946cKpN3zEFj05AWtARMA" +
        "6OdW5tbttv8VDnwHX/7+FdPlfgQO/ssQfQGiD5kLivjnGLUK8tSS6SYILu8b8BUH8gef8zP73Qr53ZIBffZe/Owc" +
        "1ep68eMI/f4pDEv5RxSBA7YkkfOzBXPWrvymLe/43OYR51f60flBDr4SGgyQCMkD1hDmAywdqR1y+6gGaQSh+/Pa" +
        "w+8zALQBZRqV8Bf2+dxwC6kQBgDu/Dvmgf7CAZz3Ke+E5osZu/JGBunSXvxoGdD2JO6eJZkKTAeU+cX8I/Cv8dn2" +
        "vw7mA4/gwQtR8s4BBeqeCO4OPPcr/yL8f+o6+/kDFvFx84cQ3wk54zoLLAFG59TlJ/ZaFd0+99ly/3ULZwrP9w8B" +
        "PuZ/643knwRqDd/4wwUv+p0MJAq6BmP+uRk++6v/AAVp83f94fhREnTgw/OMC+vc8fhv+DcSY/6QAQbw1PCLJRTx" +
        "XfpZ9drtb+z8CWDr9+o1Ap4E/xlN+ojqaQgM6nsAMw01/rvpdPIkD8v+Augt8YL9+foz843lvA7TCk0MzQaI9ffy" +
        "BQt18CsZMxqGD6MVHwPN9E8VosOK8Bj9JgMR/QQQKBA7KUMie/287UX1IxFGEPATZgE9ts74H/zwD0r78wA3BTwj" +
        "3Q9wC0omLiBUCawD2j6j44nAsPq79sIQEBI7+R7uCydRD+kG6BksHncN9RL+BdcR3NpOBVfnIfXl99bwuACpBnUG" +
        "FAzKDYL4nvOs/0wulBeQxWgBK+k7B9D5Feia8jgxgxeQ7CkI+RmaEVj48AtxAFvEhQ8wEuj1Mh+nFpv9cieuDkvz" +
        "ERFkB8QZxt6MM0TkLwoaDSI7Zhu3CVb5ZggjClAEUgYiAYQD/v/737Enp/A6A6kQUA/M7aPZFOuY+Q8MGREu7LgR" +
        "JySRMw3J7TCj4/IUCAPh/DUJHeqi9cDy+rhkIbMArPnK9zkufOWICFf1jAw384I1VPE78mIQCwXo7JPqDep2/2Lz" +
        "C++bJTkUMPAZLP72OuZT3v/x6hx1+jTw0zHd/oH9dgMV+WUcbi9W/R0e+vE5H+wk0PA05XAARi9A/K0DZvhEDHIX" +
        "d9rS/E7swwsz8Qw0f/me8yHm4fd2P0EgTuY/DVUyoOJc82os9vxW8e3rteRN6uAKLjDM/0f2wBDLAvQr4voQAcUO" +
        "AwM5+4TtY+ne6zT48Afa9o/68u2W+RDmGQoq+QsVFPVM+b/vbu45DTYFD+hEBFv3gwKf6Bz04P+6BjQGB+qx5agI" +
        "3vwb7UoKmwag+xMAtu/WC1nfzO9M+xcF7hWs6I/+Mwy8Av4IkfyM/BgcqPmr+j7/EAfW6mEFbfw/5H4ES/axCCj8" +
        "y+0DCy4GO+rq7Wn24wzy/aQHfBSJAtrx9uxpEArdJg8qDAfnbPjM1PwHp+8I6x3gpfwCADDsw+YP+/f26PnD8A7l" +
        "if2R/m35oe7F4LcLrvrO9BXoZBaM/gUDZ95dBiHyENI+/WXgfv/YAd/zde3UDMMUVPGcBPIY2wVuDPzrceaXERcM" +
        "P8d56jf+Lv1nCEn3YvHlB4EAxQQ+/WkAiOlF9ZEqDwXDBMn7FP0sDVzwtwZpD5PwUe6S9yYKqenuGBIA0i859IgQ" +
        "KehV5sEN7hWfAaYLkQpJAsT57OHa5lrq2/ma9OTsLrWT1x0ApeCMFzz5zP+1+R4LyvznClUBogrz8yvf/hZJAroN" +
        "ABJT5hQeViZg95QDFPhn9QvhDeyRAnL1/BBG/IoBs9rrJTcAaRly9evp/wr457v+lBNQCaAJSeR5IwUBlAZY7C8A" +
        "Vxn47zMUHBN38H4ALOvSGGbpZALiENPnFALYBKj5tA0MAFIMz/hcC478GAJxEyb/UPX4Bn4w9hADAl78g/SOBGDn" +
        "+QPvCmT0JPLMBFspevBq6ZgA/Pgs5rjqDv5a+1T38eZoBZH3xffCFOoIUgMg6aUKDhgT48Q58viWFibp6wbpFjYW" +
        "ABu2Fsz6Sg/W84AHm/6d93HqqiZv9XQDVuhkBz0KBe9hJJUPp+cW/KD+JAaky84qnvgBgBIQR/U29lQDCt/uAabt" +
        "uBqFDrkMzAht8eIATyVX+mk6LPpmIhoSYQnWCoT9bAeCGJMD6AEC//UH9vMYDcP7N0BkD1EG9xOh/U8Uee/SCPH4" +
        "IAiPFeoRcCb1/9MIGQIV9kEc9iBw7fQEedutHVYaHQqM6Hb9FQW4BTvznyYX8aroee/q2OsFdgJ8DXH4We8RAaf6" +
        "dhvq8SDvSghLEjgR0+Pt+rrmfg0KGAAknhef3JIWbAj19qoCrAuN/HXwwii6CWkNF+jnMxf6T/e2EELy9CUQ9m34" +
        "z/m08DAdPxql/u//cf2MGu8Nzuvs4TDzsgle72b8rw4F2QD/JgPtGFrzDsz7/XXTe/acCi4Ng838A33kwurbHM/1" +
        "Q/2p3Eo4AAUrGvID6Rcx5g/gavZO6wD2axdK5Kzx7wL23UXyAQRjB/AHA+6R9k3cygMh6O8CxQgNA5bvHQHoA5cW" +
        "Ou3xO10PiOGF/eMGLhEBCxHduwBgDFYXUPDi+Nn4Re4K/FL95ffI8yf2Uvze/yf+ngM9+z0GBO1ABG/0Jet7CyvY" +
        "lN3T/3T4jwRJG/HzkCFF3gfmcfq3+qbs8/Aw0BASh/00DeEUchhw/6EYqfuR4b0C",
    },
    biases: {
      scale: 0.00001423439482735675,
      steps: "0QH/f/XxaP/89sZoxPjw+CHzdPLCVM7l",
    },
  },
  {
    inputs: 12,
    outputs: 1,
    taps: 7,
    weights: {
      scale: 0.000018685142067014475,
      steps:
        "wxF8sqX3kRnj9RwrgBn3IUMMLGFu/yfF8DAqpzXp4SeK4KnQ3tQACSxAMxDjAkXdt8zz0fQ9QCFWMz/Bp0ytCxwb" +
        "b93kAXMWWwOs+PoDHPaaA4CyTB9MH6jlPC4fl77Q7dLtIo7z552x/YHdZZBLGd3yWwy02b/djQHsKkQT9/mgBs+1" +
        "xK4a7V0r2wisUxXeAYAlCt0f0N+w4jnOzyTVGKEW8OZnFiLG",
    },
    biases: {
      scale: 0.00000694936869160229,
      steps: "AYA=",
    },
  },
]
