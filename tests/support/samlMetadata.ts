/** Certificates of idp.example.com: one until 2126, and one that expired in 2021. */
const certificates = {
  valid:
    "MIIDFzCCAf+gAwIBAgIUePowq9XC+c1YfY3kgQKfsA/Qit4wDQYJKoZIhvcNAQELBQAwGjEYMBYGA1UEAwwPaWRwLmV4YW1wbGUuY29tMCAXDTI2MTEyNzE1MzE1OVoYDzIxMjYxMTAzMTUzMTU5WjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDLzs95TF7qMPQbxstpac3R9WssdKBHbEyPies+o8D67dXJzjQARnc1xGt5gWljmdXYHH8SeUs8RDCQIOTJfezrOANzXCeIvpMIn/2OD5pGPA1An3xeGcVN/NemmeQR4QLynxvyZwH0N5rtcJTJekUNxiVOGd2ZHLB7DAf2lbJvoLFIReOLn133uXVJ8907Y3cFDzAVUlNgr/po0CU0vQpZknfIVSGGc/nlsh4iq0PTSafdYa9PfXZba/W/vmjot1BTkv/jzcW+gVCXsSZOTrzFC8GWRyTOtWgxbrsyhAypGlz/AMTmzRscnFCMC/lnFI4FeOEHXx2DcPiPbboRdZczAgMBAAGjUzBRMB0GA1UdDgQWBBTOiFO7D/zIRIF7Y+jAl5qj3M3bEjAfBgNVHSMEGDAWgBTOiFO7D/zIRIF7Y+jAl5qj3M3bEjAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQAY5/xcFrArRKHEk7TZkQbvAYhkjLLZogujF4869ls2c9zyN10noXLwNx6aM4ALyFBIbPG/z9e5qF+QuXWIoaz3vwu0zksqx7vXbUzwGBu99bwaoOnVPFZEnG1boa4jqZ0gW4cDl2EqNMcT268O7ql0UmVtduTIzQXVOjW/wnvkNsGLr/atldZimBCASsLHbU4BMRRNRcRWqka53YFUPwBi1vD+OqzIHijdiukJx0TqVG9OjoAnJXjgCnljz4JyDcnotWv777V6EM0KF9FtUkwgeb0wtD1gT8kPFTKXRUOQh6MMcd1YWczfGtRkH2fCYkzjVRWFq698d/BqKHJ/gZCh",
  expired:
    "MIICqDCCAZACAQEwDQYJKoZIhvcNAQELBQAwGjEYMBYGA1UEAwwPaWRwLmV4YW1wbGUuY29tMB4XDTIwMDEwMTAwMDAwMFoXDTIxMDEwMTAwMDAwMFowGjEYMBYGA1UEAwwPaWRwLmV4YW1wbGUuY29tMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAy87PeUxe6jD0G8bLaWnN0fVrLHSgR2xMj4nrPqPA+u3Vyc40AEZ3NcRreYFpY5nV2Bx/EnlLPEQwkCDkyX3s6zgDc1wniL6TCJ/9jg+aRjwNQJ98XhnFTfzXppnkEeEC8p8b8mcB9Dea7XCUyXpFDcYlThndmRywewwH9pWyb6CxSEXji59d97l1SfPdO2N3BQ8wFVJTYK/6aNAlNL0KWZJ3yFUhhnP55bIeIqtD00mn3WGvT312W2v1v75o6LdQU5L/483FvoFQl7EmTk68xQvBlkckzrVoMW67MoQMqRpc/wDE5s0bHJxQjAv5ZxSOBXjhB18dg3D4j226EXWXMwIDAQABMA0GCSqGSIb3DQEBCwUAA4IBAQCRyul3v+jqeOoF2nrZOXVyZ6GMRkWkJgnTBvcN2zfSb4W1i3JiJuG+HJIB2OPyNlhWkW4+eDTYWoI4KFVkf/Hxw7LroOGbZ/pF+gzkBKkryZi+t5XDvTFRlX2Erh+/J8U2DLRwLVHXY6ipgFEEQpVrFabseZg1LOsTox+NR4T29o32pp6kUZMCuX6LGb+tTgBGGsnj1gi0SpBDeJ4XozcfKT9PrZfhhYfDCtMIIQlAM4ZsxwWKktAhEJTmfr1JsyxxczgRW300d4UvqATNDf/uuSbQiGdMkqYaejXblXM94/7EMIowYhDesMPzm0+uoiDXaZ6fvWJhCeX1G4sS0iQ7",
};

/** An identity provider's metadata document. */
export function samlMetadata({
  entityID = ' entityID="https://idp.example.com/saml"',
  certificate = certificates.valid,
  descriptor = "IDPSSODescriptor",
} = {}): string {
  const key =
    certificate === ""
      ? ""
      : `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>
${certificate}
</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor${entityID} xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<md:${descriptor} protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
${key}
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
</md:${descriptor}>
</md:EntityDescriptor>
`;
}

export const expired = certificates.expired;
