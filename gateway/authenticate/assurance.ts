// How strongly a citizen logged in (`acr`): case files ask for eIDAS substantial or high (DigiD Substantieel or Hoog), never for a password or an SMS.

/** By the names that DigiD (SAML), eToegang and eIDAS give these two levels. */
const STRONG: ReadonlySet<string> = new Set([
  'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
  'urn:etoegang:core:assurance-class:loa3',
  'urn:etoegang:core:assurance-class:loa4',
  'http://eidas.europa.eu/LoA/substantial',
  'http://eidas.europa.eu/LoA/high',
]);

/** False for any name that is not in the list. */
export function isStrong(acr: string): boolean {
  return STRONG.has(acr);
}
