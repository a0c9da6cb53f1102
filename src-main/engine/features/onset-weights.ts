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
      scale: 0.000028562730591330694,
      steps:
        "tw03C1D1m/grCdntIfY9AUkJF/2d/3P45wDD/gLqXwNc6KcRTPyg+NP7s/pcBzQFgQcqBTDr5PamF9IM8RH/AcH0" +
        "yuGQ84f43RAkDkoFRvZw6QAKJgo3AXUEcgJY6lEEjwIT968J4Own/pMFcRFO/A7/1/kFEX0C9wFBA9z1KvjH8dMN" +
        "aPNF9S3/GQXLDTMG8Pyv/Hz/4QQ/7j3xxfIWAkn9ZPGN+mEFOPBC8gb+oO38CB3+k/ql9ejxWBbS/nwOd/AD+ikB" +
        "Bh82DyfyaPBKCS4G/uoQ/p39VPd5DbUAPPaOAa7z5RtQEk/9Re15Bbz5JgiC7VsIff0d+NoB5QAu/j4P9RGjBanq" +
        "VfCk/4ECdQ1v7SIAbfcA+kAHFOpW+6b8jgq5CV3tUvJw/9bnR/f/AMHnd9xY6178ev53AhgAKfhxEKkE5AWZ8okH" +
        "/AB86ff2SeC3F3oBte5ECmcGJ/hjBUrtyfMXDw0BTezUB4XpDwpMAIALGvMv/tH6GvmH7N/3af1GAIIKhPeZDEDy" +
        "Pu9wB7zxgQpVBdANmd8s5cb7rhcfAvDnJwVxA8T9OOpN7QD0CAW5/1Py/uE99BTmkQDH5PMJKPew7gvt8Ph2D74A" +
        "hO82EwblbuOH/RX2wgLA5cfVPxIY8TjhnweO2aLm4fARBIb/QgJGCikPa+t+D7HzpOdq5cMVKucnG4EOqxbI/QcE" +
        "a/P5LMXbfd1IADj0YAYoCYntmiQb4XnkfvGd9Zr1mv3WCwcKjy0u9lv5SxcaCT4NRuLZ6D3slwS5Ev4NwQvd/YQQ" +
        "6ga6BwvvWt1T8j70ZQUt/o7rKvAd1h3qkP/e9twCD/gCBwb/MgRoCxECwfyCB+vqW+S8Cg70D/HND/UPjiN0FfHg" +
        "ph2zBsIKe9cm9hH/4wLH/N7z7fIB+iDep+bO3IMP0QqiAOT9JADY6bfwgQyACHbuE+Ga8sAC9/WGFgsKQxkEAPME" +
        "8AXR+gbJzN8h9eELEhs86yz3A8rm9lHfBAQk4pYKIfccFif8yAJO8eLWwQ2AEg7zUdfp7H3yd/WaEtkB5RF6D2Qe" +
        "J/qd+BjrKt5d9Ub3Yv7P+3b2Ju4U6fvhGvVV5ST7uOMfAP/18tu2/p/ps/mGHj7vtNqM5+H8vgfvFBn4aBfR97sL" +
        "RAzc4MXVX9O65qALlBgU5ksNK/XoywzMufwJ9Ff2yN1w50wRZ/Aa4tIB7gbrHfX9bt8rAuT/IveBF4sURhEw/hgF" +
        "4vIY+oQJxgfBA4QHvOy0BDHwOvByB6nxYAPS+7H0AwvVCZj9LgMi6HgJEvFd9a/s+/VXCWry8w2WDrIJIvpyFdb8" +
        "f/H6+Gvyy/ypB3wBOQzf/6r9VBiA8371su0V8mztIf4x5sAKJfZCAkb/T/2PCTj1GPcDAu8GuwgGEGQRDPFR/I/7" +
        "PQSG6uQCX/lQ/4r/7e3L/uoCE/qfER7+Q/UiC130igJ6CcXcZ++gDPbvmhd2A3gDeOrI63rw9+wV7RzzJg4eBFDw" +
        "lgFR/SL9z/+m8AD8c/R78kv8/AsQ+pwHEQOGAmcDiOwp/A/7ovgVBCXyxgLDFzYHke4S4grmnv7zDFT3OgOo6T/8" +
        "hvilCj79LPjW7iX2/gq5+ULyvQC46/XryfjZ/JsDsP/xCT0GRvFQCo8Gs9PAAB4JkAUQ6ccB5QdlBR79MgDr42Pv" +
        "XvuC8b31sOga6soCH/vB/g0YuAkQ4HwBZ+lq6SbwjOzx+vYJPfacBIvc/flk85T2wfix+LMLMeqj7xgFk+15ADPz" +
        "D/Dx9o32b/NmFOcSWPWp8+riYPOH6gIFxAD6B0D69O7DBlwA+fIG8xH3cwJq/DUKhg/3A675nflwBRv8dfm88N/0" +
        "Wf7A9doO7yOW9ETw+PagAgH0JvOV8hYAIv677GoQgv69Cln+ExRXBSX92O5TAR7+4Apv81YTSwP68ADnBfuD9073" +
        "t/8Q82f9fvN09PwB4u489TUH1ABKCQP50Ab0/2AItfI98s3am/IY+WLuvRX++MYNywBi3zX5KAUv+4H1ZfpeAGr7" +
        "DgIW9Tj2L/rr/in2LwtyCLXmpfP/CnYML/6n+NIMag+r5/MIMfrW8UDon/qC92MDoBChA+UCafHHBYv9PvTw6fT9" +
        "6g319QAGO/+5/M32F9ZJ67rqY/JWBmj8tP/uAnDzZAl03roM7AvODd8NDQZP90nyiQsh+Uv4dvOMCpb1rPAX7i0U" +
        "igsTEcvvm/dlAqX+fwXc/QsH5AKWEBzodgBqCEIENu6VECIChPDO9mzqYfGt9C774hh76gsDthn2+YMMAwzm/Q0D" +
        "JgL29Szylvtr+XsPS+uW/Hn3//WP+uELtQE0C3H1hfO478rqmv0397IDWOXR7qH1cw6T+KQFNhAkCcf00uoHELb8" +
        "1Pc6CgD+SPXzD2YBU+BB75z/HhYW5tADtRFi/67sa/Xd6u/4iwc08K/0RQEY/kf5pPLW/Bj4bOsdA7oQYe5T/28B" +
        "hwAJ7DfplvkJ/HwNVfS0/vP+ESQW7dTtiAZn+hIGuuqxAxzy9P9R7lP00Pzu+InkdfRnB/QKtPfQB9f0Yf6i+wH4" +
        "3uo/9aERhA+P8owLCwnlBQQCEf7/Gc79PQCQATn11Qj17N8O7vkh+c3yjf+5+936gP2N9mARYvgKCGnvVP8d5Y0B" +
        "Wf/f/6MOXAnl+XD2vBV+9FcSJPRN9RgAV+XB6qruS/o9AmX94eoP/jL3URDP/vzwrPxi7OvrufYcDPr4W/yI/R8E" +
        "oP7RFckOdwLtBC7aQwNR/U8ACfaLEDQH5BTpBG/ztvzBBoLsx+3G7lIPag8475r+++yfATvifgT588IXDPkp7zbu" +
        "tvgnCXf90/LJ/KgBHwIL/kD0DPW19RkI9wo8Ctz8//B0+kAEhveI/QMHoAj29D/7v/VrC8jzPfzk7m4BOgGL/cXv" +
        "iB/WBloSBeuLDAD2v/0d8dYOe/nt/r75ePZV/KcDcw3XAgsDf/KKGZ72EfII6b32xwSz8MgGbO088O4DGAyB/z4B" +
        "7QGUBSboSwB8+bIEZOk35wP71unJA+EFXfLZDw3bgAOB6yH2bO6pAPP2kO0e7lTjXfCZFKMB+QK++p/5cQr2+MXU" +
        "FA9pDjv00QdI/gYFXfUl9tH74vFl5OgT8/RvBS3spgKPAwsCAgD3/0vwm+hrAKb8Ov/wAUvoHRJ3DNz9NgPy6Enu" +
        "gPbX/aDuMAQ2AQz9F/02A9/quwYqC+3wuv1487/1uADz/lz/UfhpCDv2U+VfBCn0XPGu95j1f/+KEQ0BFfWu2975" +
        "GfnSBdj4nv9f/u0BbwhJ8BPxKueSAeH/cfeo8HzyXw7w+QP3uQsB7fHxKPTe/Vb18QpUDY34/PO2AoUFzPIm7R/5" +
        "y/C6AqgFYf04FRfhfeNkC3n/tvQRBGUF0u/UFu/6gP7i/Aj8TxFgBazyueuA/ZL00gou5SXrefAd/xnwFQFO8RIG" +
        "uRaDEsEJEe5BAnXvfvHM9wAAKQ52+AQCawJc+A0ByOtBClH6xfnxBnr7F+S4/QYDaAan/80W9e6h40vrPvfgDTL7" +
        "Dv6k+cz8Sf4B/T4JwwLwBo8BNhZF6jHoT+OPC1n2HvMZ8zQDUgpf+iYFa/jE8d8O/vWv9Rzpefy89YAHtu+s6sUA" +
        "Afxp+Vnu0fZ18mD+F/+vCQv44gkK8uTxtQk/Atr2aPpaHcHrKhcq8w4Sh+dr/1YHI/xHBZztY987/WDqaPp3/pPo" +
        "egs17RsLUgoq/XzrPuzw8BP5EQjz863u8vBS+uH2xQ3d9Zf8N/2Y/HwR2fP8AYIGiO1kCowGHgjT6QX/PvN36oD+" +
        "hP83BnQLJvNe7Mb9fAgV/XoCsANpAwYRBQPZ+8sMVgEH5k/1nOyKCVn6QeukBvP/pPte9T4LZgWS/lLuoe9Y+i0H" +
        "weUd+1QI9wuWDZIF7e9D7fvi2Oxl9eEEYwAOBJz5qOrMGp8IJQER9ATsVPZc80rmmesd+G/9xuF2+f8GjO9C5EEI" +
        "xw0846X6ifZh84MNLgUN04f3zfrz8sTwoQgW8kTslw5ADCPpjQ2oBKYMoQJz/IL6NwRhAVMQ0PK5HCwMFuiG/wT0" +
        "ofji9YblFxSP7/r56AMb+v/9AgN27WvuFvdi8iXwLPhsCcUG3Qzx4rL33+1lAnPqCut2+Zb64wSN/Mv79/yn7FMA" +
        "nPq37pYNnuOOAkgUTAV/+XoAde+ZBo8O8RDN7Az1sv1iDQz9LQBJAq/7Y+Lg9oD7SwMY5xPz0Q5HAX/6XvQcCTEE" +
        "VALs8tgAywh3Bl8J9/5A+Y8NfBIKEk4C8gYrBg//herq/RbtMQK+4V8GEwKPGvb7VAwbCgj7wxZHCt0M4RigC2YD" +
        "lf56Cnv75fqJ9rz29wRq9tX7S/bmBoj1qwvr7K72xdVnG6f4hgxYKxUNPwhPCSX9WtUT/u/2A/aPEM4Z+hmpAOoO" +
        "ywaKCjQDzwPcCuMNmuKd9+wkaelnA0j90wP0ALkJYfOlDVnvQQUqCRD/sQXXEmv2QO+M7jEOJ9YvCNoEvRbF/XL+" +
        "rARkHxjzi+y9B5sKoQ626V0CxBGoEZkD1fP9+3gH1AcXCU8NuAkQ/YDu7vln+t4AKuQ3ALsBU/WC688MuhMQCEX0" +
        "hwCFGhX68fn3Gp8C3esq793+bwNVCmHtcAGX79H7UgUs/eXkxA8vBPPzH/+KD4XrAgKgCPXnAvpHAB/yXP53DZMU" +
        "hvsE9PMLZeox+1QHgwCg+lX0GgODAEr1KA+P8y/0VwTVDl/9iwVsB+MDvOXG+YT0+vUq/L/+MfAFDFwGuQEdIjsg" +
        "pPIS+QD3aPdj9JTyFt+M9rr+ouPZ9sDlDP59FSX1A/ij/6UF+gXjEhfzrQyP+nH8yOJTAXcFkfA4DYrv2xGaFKQL" +
        "Vgct2sACQuMo+gbZjvCA5zvo7d7N8PLsYPbI+TzvYgMm+IgHxv0FCqv0twj6+2n54OL6BU7u3fuB+NEG2wwFD8cW" +
        "lw/z8r3/DgGe7YjytuTuBFwMlw198CDt6OGzBRPv7/4YAO3+gQ/V/jkuvfjgC5v7Wx4C/hHtD+9VHJ7ycAhf9Ufr" +
        "FwaDCj4E1QVH9Yzr7+1t1M4NtfmBAU3lvwxU4k3qH/sm/iznhRHo8d4hwwBi+DvoigfMAXPzo+l5B4zr6/vN55/Z" +
        "Tvuq8FXwie8WA3oC3eqo1F7vCf7s5BvtafrsAXzbaven+A/Z6wwF5b0RCOwgCBzyOwvm2MT6m+BoKqDltf/V96fx" +
        "PAGu6x/gLu4CAoH8MvvO7SAJkNxP5jr1FflJ6grpaPTDCNj3EiCm6ogav/Y2AursCxeh8xXPHvyx85Tp2fcA7hvU" +
        "PhL986Ts0f8e/cXxQu2+4Svx2PtZ+GLzadao7u3aV/3V9Yz3Ix1K8qc2oviS98H0+wgyBqfzoeYVGenzMhAjEKr1" +
        "KvZY+lL4JAt093Pj4PNc7jv4L/4u3/bwIf3K3dzmd+Wl+L/s1ehZ2+0X/vdmBaHpGQIxBTj+Y+mdDQPmd/wQ6yri" +
        "0hJo6+f8N+1b91jlEwJ33Dzq4OEN4DzeCfcZ9VHobuB0Bev0sQs4+IklFe2b+hD+xAzx+WHmwvy4760BhRCr7vnn" +
        "0QS3AWP8VvbY5TP0ewApDSEBc/dDBB36Iv7s+h0EYwQR8LL3LAGKFuAHcN7cEZD2ajY7+Ej6HuzO73/v3fyX5Nza" +
        "5OcQ//fvo+Fl7W4B8AUfBj/8YgYG9Zn69/xiBgjxBw2A9QfwMxOuBY0Wx+/H+ofrshID+akJRem/A+Xsrg4T+m/q" +
        "1xVZEIj5+easAEzobveQ9ZQSSATvESMaePCm+KYWug5L9UXl0vJB8EUPQ+Pp/7vlGwoH9vwCJfBg84n8ZOqn7Wn5" +
        "UAPo3xwHK/bM8CHxSBR/1mkJHwgnAPERMPIKCYYANe0bF0f7Uu9IC5T3NvjTFfYDPyrPACAGJQbQ8Pr15+4R8BLk" +
        "0xG+IQkH1e8J/c79svMX6OT39wjtAhsR6Qrh+TUD1t0j9hX9DOJ+66MTTubYF8r2ZAGPA/j5lwte5GYGlPwF9yoI" +
        "GAZ1LhcNBBK2Fh4gvA3XC/wJ/TuWHI0cXAUPCtUIIebB+WPy5fjM+6b0cwmC9FcIggr0Chv3lOimDt8JqPbm/7gI" +
        "7BQRHgAVWhG6INz9MvzCApI1OlA1JwYOIhjCDPAGBf2eB9kHyvQe7oopVxGV9JoV/S75/c4Oo+yT+R0WX+d9817/" +
        "FRHi5+j7Mflo7zPw/PYE3Jvy5//zBwEEi/0eFKooMgzX7dHZ6fF7Enz07Q/8CMwGhhRqFgIJaicO51X8eOKR6ukU" +
        "8gU9CRz0yhQR+/UGXwSS970GSP8z+L76XvrIFagRDSz20rbmHNtt/s0Yxhm/GD8KwBf68iYWTCQ57ln78OEU880T" +
        "tPaWAybtLugC6lzcy9W6ulvscfxi5KDu7/1w6xLt4qZ34rTJW9XN7q7/Jghz5gGAwPAzCeP6MqRI5eSwZ9lJCbgX" +
        "BAOI9hTtAf5WBpH0tRYQ4zQXWB8vC+zzi/rLDGkdoO7V/V0AteNf82Topv7D3CoKTwNGDvARICul3Sv9Uvb2DEYY" +
        "4vwMFVgRBBd8ITwllDnLMm0vpTUdHLcYxTHRRd8riy4VREFHMN5y5UUP6QdqFvNibDqZC8MiPH5MEQY/lOsI5wYA" +
        "du887r/qSwIIC/L0wt+kLh3shf3lBmoGQA2lC9PeIfn3HjcnHBjlGuwFEf5IDBnq7AekGbToW8gD7vXi6i02JQcG" +
        "IRUJGPoZFwVo/mb91OS7/ZQWcA1aBwkDSfXl8z8MEejG9LXmzyVgNKX2mQbf6CsUev5UCdrvcgas6uv+DQAg7qkT" +
        "Dfc4BVvwBwlW9c8JmO9gA8oCLPfpC4gD/Riv8nL9SQ86AiwFWewqDlvm5+osB88CvwUSHncEjA43Aaf96vQv6V/r" +
        "S+u2/YrnZwdq9gbn9BSx95Tpj/EtBUkEjgSNDD38svg0+Vf6GOUr4on2E/Z78lMU5vkHDi8DhwXT5tT3ywBL8OgA" +
        "LgHlCV8PfesZA9IP1wS7Ao30r/Ew65njivbR+hL4USLW/xH4UQh/EooQGfEqDJDu4QklA54BhAEfCPPyg/Sa9DL1" +
        "bvqn9f3lvdqsCvgI7P5l9w/9mwCx7tgKcAKt+SL9hAmB8pQFvfxDBq0LOPBu+2vzxuEmCrAKnP4J/Yf+rPXl6r33" +
        "T/OYBbDo6AJo+fP/Kwdu2Jf4tgdqB7z7Yugz6PPr/APY7Z7nAQR1CbT1qP2U/4YAyPrG7CD3dgJQ8LXtNQJi9UYD" +
        "PfSo5LkcOPcF/j75dfjSAz3s9w6yAwTyOAG5BNzeggPe/igDegpQAWX7UgNY+wH4MAO+CMb+WPaH3bHy2vpo9ZPl" +
        "IfB2AsUMFg1s3IoC0OuG8IAHCAdj/F8GlPE/AsD9k/+xBb0I4vVwCfP2cAAIBAH9bQIGERj7oP747VP7FedpCt76" +
        "NfWU9qAAR/Lh/aD/Ze5f4hr0Df5d9QsEvQJyCDMgNAHmwbncldps370HGf4t/VkgQ++D+qoJTBJ1/oA2+e7HuD4m" +
        "tvveEX7wZO8J3Mf4hQVE+CrPnfhkDd/0XwcI6ygL4vRbpUncSbpi3bQjQAdLDviwRAskEoQU88LR/bbJDs994DId" +
        "KgTl8tT3Kve/5CMGbQb58XTzEAnhBA0LnQoNDCQNEiy83ar8W7h63UTmSf849cH6ZQHaETUQlCiX8bT6B+4/E8cF" +
        "zgiF7fwELPPf8yn0egnJ+tQR+BIg9sX3sQHTBvYmhg/qGgY2NdZj7W78c+136bT0VxstFaEBtAO67pLmhQuDNB0T" +
        "uO7m0zrz2vNE7zHVMgVx81r5TBWV80gFAv7ZJP4QQgsWRaEwBxJnLEXjewMX1MI16hDZ8av98h1B9ToieDqmOswg" +
        "oPlH8TkBFwIF9N8SjyAh93kJj/+xHmAG0+3vFHQbsOdyViUXHWcjVgv/hwVl+EsDIuuh+3H3odQvE1oCMRak+boG" +
        "5AyoKp4jcPpYGVwWgO532cvz5O1P9rcDcuyD+p3zcOBUHDcDlVrzEeIA7f0dNCvUJfev8vES0svMDYsBjgaMva/0" +
        "OQHC/yrpeu055n8EEv7J+TEP0gLo8mXu9ftQ+0EW5PQAN8oJwx+V/ioA0wBSCObtOuM19I/9W8zlJgYJBQlZDyYf" +
        "cwoYAfLvvPkc9rv3svaK56j9IAQ5/8jrLe/JA9/6QQeYAuUI5CxyGaf+kAuyA8YHd9gv6e/zIecmEKn7mxHe9SgF" +
        "uvVs+kMOHPpc+KIJvQ0Y6Hj24xOJ3ELqE/MC+S4mngVe7DsLN/0GANX1L/qyCngFfOgBBn7m2PEmCZIg1xFD6RkH" +
        "zwrMIHIRLAZF7l34PQlq/w326ABz7cXzU+F//RIDFwtxBQn1kwyT3sb8oPm6Eb0PsvrD9dfzNvSJIJgDIwC67lkH" +
        "H/mLEMX66uO/8h4PUAxE4XwAOf+F/zQMVgrj/2UDNQbk78wGXfYZ8wv+jhIEBknrVe61+7ftY+YrAo8MRhLyDrz8" +
        "E/nbEJPzuQTj5e72eQ1738MOZf74D5kcF/1C+zb8BehK+s0EegJ3AGDyLvcD9Tn1YfOt8wXwuOJvFH8JB/9kFAIP" +
        "NwK984j9cPZj79T5myJ4FCf/5+Cs7iEKM/Al+NL0yvuJ/ETr1e68BAEK4Aa2+TTzZv+391IL5gyQH+QG+QZGDRoY" +
        "svxOCIgKNflnAqnxSvqrCLzpPflI/1YHfvsd9zf1/f3Y/sP1S/SX/eTzE+VNDqkDJO/C9JwJdPk7Dgrr8AV17FER" +
        "gQGL/ekOmADXDdTmKO8s9g3uyPsV6I/5mekPAkby9e3s7UT6SAFmEM/9jAu4BP4GBgUa+NzocPj44i/1vO569hLy" +
        "Z+xiC90FW/f4Ds0EDQbsCFYAGATt+jsHo/p3B6IPyf2W9bH2Efw55TYBaPvh8MwELu9V+1cHPBbI7jsUuwKn//cG" +
        "2PEnDSTwSvrRD5cAFPoKAsr7cfXPAZn9+wId7W8B8f64/w/1quzGAdP3Wecl+LcRQATg7En/Dfrj+ggAdfDg8BT7" +
        "x/T2+QwA5/mu3wwXlAioAgMBJABa5PvdRBrN+wMJdQ0GClrzGwfFBfr9TQhiB5gVUhJA7vrkhvjxBuzvqQqZAVwJ" +
        "FvJ59B756QZ08Tr47v9jB+wIgf1H6RnwxvU/BW794+9I7gnxRglU+fX0d/3o84XmtvTX8HX7Vw12+hsMqunZ9q7v" +
        "gw0PARULswh9ABf4YwO1/PcFivrAADnrQerq65UHWe3d9Tr+DQth+xEDFgJa/iETRPuCAmEJZPxn5cH5rQVa8i3/" +
        "UyDa9BXm8Ond7ccNoQ1M5wIbFwUx8HQJB/sG88QJtQ3HGewKHvMW7Cfwk/o3/DoJmPxDEm4rojGA7boPqvol+AgI" +
        "uAqnDDT9T/wWDHXyyAQS9NsA2wceAVkD1g5eBvr39Ay9DB8NE/e/Anz4WP7t/SQQTPgT/3UEnuDAA78bHAq+/V0C" +
        "YCa4DnoCagPKCCUOev+d8rEDW/Kn+KsIdQvkEgcnAPTqAprizR7CHCv7//PWEhvrPMap517pts/8DqsUMP5i8+oF" +
        "3SKu9q7uOAfLGHEG4EOD+TQZNfiIDHj+Zvx+AWUD8iM3/pb2egeJ2lnozwLEAtf64vC6+qQOqRjGAwkGXup9tcAW" +
        "+wDL+ZoNLwTSFeQIXgjU/FHycAYU+lkEqv3q9W3o4Sxv9gUSYQamvQnqzgvY/XIUvus38db+qR8I+bkbEiLy9IAB" +
        "4+1d9qXvvf1OCSP6G+Wu/aoCnP9HAwX0xez3Dc3x/xCUFpbyOhB43QnjRvsf+qoV+PVcCkT99f7RCm8Cxwo7BaUH" +
        "dAJvECoDKPxf7QApyAaZ4MD7HvPsDc36rhT2AcT9UQhfCPQI+Q08IswEgAwPE3T5pu6TC4H4XemTA5T+XP/fJbD3" +
        "",
    },
    biases: {
      scale: 0.00001857959380478579,
      steps: "sPn/f8n6ivie+hD7DfsURFdKAu9bt1X6+tojUkX51AU=",
    },
  },
  {
    inputs: 16,
    outputs: 12,
    taps: 7,
    weights: {
      scale: 0.000027727941774480108,
      steps:
        "zChU/vsrRv8UDwkFVwQ92UTxZd7yFBMXhPSu20QGxAkLBxfsBB3yHm3r3/gM8DcLQ9n14wI4TAuDBA/4SQzx+tXU" +
        "p/E0D88k+hJL8dMX0wOc6Wv6eFN+DYgmjwCfBn/zQxFYIF0YExV4HAcWTQtVEoL9ERQqGyfyRy4y9KPtpNbZHP0A" +
        "SQfc6orbKwk7EgnGxf5kCL/LfgIzDRLYLwonDrruMd0xDa/5AdjmEacTFfzNGBIGxOFn4YnsaQlpFtAwUhyjACzV" +
        "7fAK5BLoVewNCeAAKPnL7Pf2mspVIVz5MBgwH/xH6QWCCnn/igyw9K4YXzOV/Y4X4wurEDH1EgZJI+8KYwF3AXnq" +
        "QQWB4zrqH/yfKQHpDPnBAXEhrwhmG8j9PSTrLCkd6AGr3zERaPWA7e4k9vlBE/Aw6iO8A97wEgC8EVoMaf2PLh3u" +
        "off09rfqdvz6983+6PrqCrIAOxvd8SEHZx1262zlZgckGhH6n/1gGiz+x71BFgLodiAT558ni+6zHCEby/YU/ZwF" +
        "wfAoFa8nee+/tQwZR6+2LRfxp+7YCbUyYQLF/yPrWe0SBQ8L5wF+IAGAQQZNrPE7V/B298wK7AAY9AD+ZQQVArca" +
        "n0H42C/4JRXAF5rxJw3+/XgCefbB/Xbmt/xo/rcisf0N/a/LRQQPB5Xw69XKIwkVC/x0+Uv4aesf/CT8HBiQEGIa" +
        "Efnr8u4iifKW9osy7R7M/Rz28di39CciqwDd3KIP+QWmvcsamx5qDcYipvdXAK4IgOld/Y0VfAFp5/YGKPX/1mHo" +
        "QBSDleL+3OdGD24PNMFGABAaCAyx7yQLeuLhCEHjoghbAIne1QGd8srwiPH8s1ISge/xDqD77ut69FLzV8ZwDNYM" +
        "eizMB/LfIPsYDT3ZPRr78E0CnRpkF/XJLvm87RxUweyd7uTn9g0X7OIsChUfCPn0LOPK3/sLiNmhE7HxnEhwAGgD" +
        "YeRn45HppflzD4EISP7bGFXaxQXy/IITWwFLLwoNwfgcHIENSc405T0HTuyw7s0GGgdo8o35iQws2EwaxPQ99kUh" +
        "Qeka8LwJMvuRDVf5RxcGB8kqiOlKBlnQ0whCM7P7+eJ45vb26fgDD+QTqQ0IChUEORRXBJ0heiK0/EoHVAcZ+37W" +
        "O+yAAGwAjx497mr03tciDIYTJ/+k/VHPFP6Z+bD2cuqK4L8djen3Btq8+vwgHa71huteKzIKQBUI+Ln3v+256xDl" +
        "kBDQEWHbAwVZ8M0B3ubkCR0RGfsgC5r7VO12+tH3SfAb8QYS9QqJ3v4MBwGz43rhovRmIJ5S19bpCTMNhQMC/uIA" +
        "+Mzv5xDjEAYyD/j35wZd+QIWcx/HBMsMtR2l8SMFiwU+47/8qfQtFW7bV/DADZnX6vvXDdIPRgulAfvlgu1KK4nq" +
        "c/nt8VfrU+msBazom+dPCcEVYRtx+E/n5xA46JkAvBLt/Qfku/FbEeT20uTP7iUH6QsN8Gj4qRHjGXwStgc9/fPw" +
        "9Qmi6REd5RyNELEY3/vs7mwWEc2W7WX1i/6w/NAQoRLKJ5UZG/2b6UjygRNjDpwUwP/O1zH3FPiLDbX6Iv4MBlMo" +
        "KQw4DSArlyOECuMIz0Wc3a/Uevns+QYQ6RTd9mvrjTKcD/4H1xyyIWcPjR55AxsQG8/ZBZXrhPG49l3p4AAVCk8C" +
        "7g2YDuD0E/AxBDkyagnwvUwBPeTFBwb5JuOW8K49/xac6UUI1BgmFPEB6Aca65G9ChHHFS72CiR2GUP9GiPYDGLx" +
        "pRJI/14dYOUCMVLVvyZlDiZNHCImCxn4YAq94OH+YQdSAVYBR+ad7/UVg/Sv53MT8QcxBUXTjwbW92TrGghB6fAX" +
        "dipmI7HwWAvI74v5ggQL6bkJjuLW9tjt2eRNCZ7/tPjo86P/u+iR8dboxfJB8Q8eCd6E7n3+5PYh5zMLXuBU/B7n" +
        "qfoh7TIWsu4B8Z31bOdN2Y7vT/4LBrkl8iTq/Y74sf1h91wMbBf5/Az00+8NE774rvHuASYNmw/NA7gFgf9w/Y4X" +
        "bd8s4QnpsALv7k7lZvnv9YkO8fYT+AYL9eNeGGET6t2PDawDLvyQ8tno8f7g7sMLy/TH/9j0VRM4A8wyGfo5ATsR" +
        "eQOD+hTr9OXB6Ar3Jwmp9bz5UOui+Bfiwwsf+EUYjfNF+EPtO+xQDwcGfuTtBDX26gIm5VHy3//fBzIHqObD4fsJ" +
        "Yfzf6vALoAcF+xUAeu2qDUvacO2U+t8FVRkc5W3+Eg4nA/UKKfwN/HAgrfjU+SP/DwiY5zQG4PsM4DEF6fQGCpD7" +
        "Euy8DDIH9eYl6yv13Q6A/dAInhfuArHvDOoFE67XdxHhEjPjS/cuzjMJbu3R50bbK/wCACbp5eJR+rr1+fhu7l3h" +
        "KP1q/nL49+tD3JENK/JG81zkZhqE/jAEzOYy2e7z0gXm/K/cxv8YAqHus+o4Aa8YEu/WBfwcKgfgFrL+AeRGMxIO" +
        "TM2E9+D9Ygm/CQ3i/e8eCfkAugX1/IIHP+kg9MsPCgYuEFMHi/wMFw3uOO3SES/uDuyQ9rgLqdv+H1z/FTCK8hf3" +
        "tuRI4oc1URkA3b8OKQw0Axz5X91y7s7dTve9ywnqpq+m5gAAJRUhG2oGowCx+GkNWfy4DLgM6fAb8q8mmxo6ChUh" +
        "pxRG27AiogZW8wkEd/fv82DcUusnBhzzlQbG+zb3h9qjK1fgWx20AnrlqAxN5MT+wBY0BuYJRuCyNzYBigA75R4A" +
        "/BSM7dURchYS7qUAPeizHPrXA/CzEf3scgKQ8gP2tQ968TQOKgUSDgT8pAKkFvr/u/PICXc6wvVbAqAARuMpBbTA" +
        "mwQUB5/z+O8ABtovLO7H4iANZ/qQ733nFPGA5eb1kuFABjbzH/jgF9UK9QPA5SAL6R/o4ww/4/elLrbg3gcRHaMZ" +
        "KBRJG/P5KhIL8s0I5+776pPn+g7j8xwGle1uCG8OeewSMGYS5+Pu+5j+LQcz3JApcPe6iq4Sktg59sID0c4xAsDs" +
        "EA+uEHYNWwly8WcG+Bx9509F2vjdHgsPkQqeAf78KQ3wIRcEvQBZ/osIhfCKFx/6GkVsESr2fxz4/AkIz+zP+kbs" +
        "VgmwF9MT0itP/XEOGxPB2UAg3CSE7rkFus8hIikWYvzo5Pf7NQU4BvXjMC8g/ZfFD+xTypIHfQPNGWX36AElAN75" +
        "cB4V8Czs/wyeEWQfOcj4+V7jQBIEHCAnfRs56ZEUvwkH9VMF/AyKDtftkkrXCKgP1O9sPyT5j+dZE6fojRd49IL2" +
        "mPsr7s4qGSqW9kv8bvxpG1sUzuiA3gnycQ9O70/8/BNP26b70P4TKrHj3duX+BvSP+GLCqoLEcUoBhriJek7IfEC" +
        "NfZ514xrwPd1AZIEcB4k2ATZDf2o57H6rfwU4n3v9waB29rup0v38sAEQuuQ5lXPqPx56EIDAAbv+bDtSAFJB7kF" +
        "keiyUfH5Zenv9nYPeQmlBwbZZ/jWDAgXBOii9GgXNygT/DtGqP+Vzc33L/gr+5H3wg4//EQFKfCDBqryEgSI463N" +
        "GhDDHwvv0gRGHIzy8SFU7qLiOPUrAa/igOul4fMMFwKPOVoy1xQe++g5xfjZ1mUh",
    },
    biases: {
      scale: 0.000014055478116992803,
      steps: "i/n/f3Tvxvxv9wtd+e/c+Gv37fIqTCrx",
    },
  },
  {
    inputs: 12,
    outputs: 1,
    taps: 7,
    weights: {
      scale: 0.0000242378621694097,
      steps:
        "xvtMvubq5RNG9IcpjgswGg0MbkX/BWfLqxgNtrv16R6x6AHbluD1BqsncxKN/5cAZ9iK26MwERoWKmLMzCwCCZ8h" +
        "hOQoA68YzAI99uEQwPgkBAXHyOciGEf7qhvvrpPoFf1+FcL11rRM/ePuqeiBE73iYA8G0XXvxAJKHF4b/fuwAzzS" +
        "c/Jw8Vgb1AcaQmvdAYB0B70zWufK6PDgQhAgE+4Y8dvZGM2m",
    },
    biases: {
      scale: 0.00000664232618826864,
      steps: "AYA=",
    },
  },
]
