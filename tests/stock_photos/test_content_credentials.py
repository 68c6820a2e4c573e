"""Signatures of content credentials, made here with a certificate of our own and then tampered with."""

from __future__ import annotations

import builtins
import datetime as dt
import json

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image

from klartext.stock_photos.content_credentials import Verdict, verify
from klartext.stock_photos.index import analyse

_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
MANIFEST = {
    "claim_generator_info": [{"name": "Beispielgenerator", "version": "1"}],
    "assertions": [
        {
            "label": "c2pa.actions",
            "data": {
                "actions": [
                    {
                        "action": "c2pa.created",
                        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
                    }
                ]
            },
        }
    ],
}


def _certificate(organisation, key, issuer, issuer_key, uses, extra):
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)])
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    usage = x509.KeyUsage(**{use: use in uses for use in _USES})
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer or name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=30))
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    for extension in extra:
        builder = builder.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
    return builder.sign(issuer_key, hashes.SHA256())


@pytest.fixture(scope="module")
def signed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("signed")
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate(
        "Beispiel Wurzel", root_key, None, root_key, {"key_cert_sign"}, [x509.BasicConstraints(True, None)]
    )
    leaf = _certificate(
        "Beispiel Kameras",
        key,
        root.subject,
        root_key,
        {"digital_signature"},
        [
            x509.BasicConstraints(False, None),
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]),
        ],
    )
    pem = serialization.Encoding.PEM
    info = c2pa.C2paSignerInfo(
        alg=c2pa.C2paSigningAlg.ES256,
        sign_cert=leaf.public_bytes(pem) + root.public_bytes(pem),
        private_key=key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
        ta_url=None,
    )
    gradient = Image.radial_gradient("L").resize((320, 240))
    Image.merge("RGB", (gradient, gradient, gradient)).save(folder / "plain.jpg")
    with (folder / "plain.jpg").open("rb") as source, (folder / "signed.jpg").open("w+b") as target:
        c2pa.Builder(json.dumps(MANIFEST)).sign(c2pa.Signer.from_info(info), "image/jpeg", source, target)
    return folder / "signed.jpg"


def _changed(file, at, name):
    data = bytearray(file.read_bytes())
    data[at(data)] ^= 1
    changed = file.with_name(name)
    changed.write_bytes(data)
    return changed


def test_an_untouched_picture_is_genuine(signed):
    found = verify(signed, "JPEG")
    assert (found.verdict, found.signer) == (Verdict.GENUINE, "Beispiel Kameras")
    fields = {(field.name, field.value) for field in analyse(signed).metadata.fields}
    assert {
        ("claim_generator", "Beispielgenerator"),
        ("digitalSourceType", "trainedAlgorithmicMedia"),
    } <= fields


def test_a_changed_pixel_is_noticed(signed):
    found = verify(_changed(signed, lambda data: len(data) - 300, "altered.jpg"), "JPEG")
    assert (found.verdict, found.detail) == (Verdict.ALTERED, "assertion.dataHash.mismatch")


def test_a_changed_claim_is_noticed(signed):
    found = verify(_changed(signed, lambda data: data.find(b"Beispielgenerator"), "forged.jpg"), "JPEG")
    assert found.verdict is Verdict.FORGED
    assert "claimSignature.mismatch" in found.detail


def test_a_manifest_that_cannot_be_read_is_not_believed(signed):
    cut = signed.with_name("cut.jpg")
    cut.write_bytes(signed.read_bytes()[:3000])
    assert verify(cut, "JPEG").verdict is Verdict.FORGED


def test_without_the_extra_nothing_is_claimed(signed, monkeypatch):
    real = builtins.__import__

    def refuse(name, *arguments, **more):
        if name == "c2pa":
            raise ImportError(name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert verify(signed, "JPEG").verdict is Verdict.UNCHECKED
