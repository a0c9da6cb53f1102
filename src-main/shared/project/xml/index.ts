export { readXml } from "./read-xml.ts"
export { childOf, childrenOf, element, xmlText, type XmlElement } from "./xml.ts"
