export { readXml } from "./read-xml.ts"
export { childOf, childrenOf, element, numberOf, xmlText, type XmlElement } from "./xml.ts"
