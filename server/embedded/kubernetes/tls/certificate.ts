import { type KeyObject, sign } from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";

export interface CertificateRequest {
  subject: string;
  issuer: string;
  serialNumber: Buffer;
  publicKey: KeyObject;
  /** A P-256 key. */
  signingKey: KeyObject;
  /** Names and addresses of a server; an authority has none. */
  hosts?: string[];
}

const commonName = "2.5.4.3";
const ecdsaWithSha256 = "1.2.840.10045.4.3.2";
const notBefore = new Date("2020-01-01T00:00:00Z");
const notAfter = new Date("2120-01-01T00:00:00Z");

/** An X.509 v3 certificate (RFC 5280) in PEM: of an authority, or of a server when it has hosts. */
export function encodeCertificate(request: CertificateRequest): string {
  const algorithm = new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const spki = request.publicKey.export({ type: "spki", format: "der" });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: new Uint8Array(request.serialNumber).buffer,
    signature: algorithm,
    issuer: nameOf(request.issuer),
    validity: new Validity({ notBefore, notAfter }),
    subject: nameOf(request.subject),
    subjectPublicKeyInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
    extensions: new Extensions(request.hosts ? serverExtensions(request.hosts) : authorityExtensions()),
  });
  const signature = sign("sha256", Buffer.from(AsnConvert.serialize(tbsCertificate)), request.signingKey);
  const signatureValue = new Uint8Array(signature).buffer;
  const certificate = new Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue });
  const body = Buffer.from(AsnConvert.serialize(certificate)).toString("base64").replace(/.{64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}

function nameOf(text: string): Name {
  const attribute = new AttributeTypeAndValue({ type: commonName, value: new AttributeValue({ utf8String: text }) });
  return new Name([new RelativeDistinguishedName([attribute])]);
}

function authorityExtensions(): Extension[] {
  return [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign), true),
  ];
}

function serverExtensions(hosts: string[]): Extension[] {
  const names = hosts.map((host) => {
    const isAddress = /^[\d.]+$|:/.test(host);
    return new GeneralName(isAddress ? { iPAddress: host } : { dNSName: host });
  });
  return [
    extension(id_ce_basicConstraints, new BasicConstraints(), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth]), false),
    extension(id_ce_subjectAltName, new SubjectAlternativeName(names), false),
  ];
}

function extension(extnID: string, value: object, critical: boolean): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}
