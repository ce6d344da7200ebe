"""What is wrong with a secure connection, in plain words.

OpenSSL's numbers and reasons are read (its header `x509_vfy.h` and its lists of SSL reasons); its own text is
only shown behind ours.
"""

from __future__ import annotations

import ssl

# X509_V_ERR_* of OpenSSL, those that servers really have.
_CERTIFICATE = {
    9: "the certificate is not valid yet",
    10: "the certificate has expired",
    18: "the certificate is self-signed",
    19: "the certificate comes from an authority that nobody here knows",
    20: "the chain of certificates is incomplete",
    21: "the chain of certificates is incomplete",
    23: "the certificate has been revoked",
    62: "the certificate is for other names",
    64: "the certificate is for other names",
    66: "the certificate's key is too weak",
    67: "the authority's key is too weak",
    68: "the certificate is signed with a method that is too weak",
}
_WITH_DETAIL = {19, 20, 21}

# A weak certificate is the one fault of a certificate that lower demands of our side mend.
WEAK = frozenset({66, 67, 68})

_NOT_TLS = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "PACKET_LENGTH_TOO_LONG"}
_OLD = {"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "WRONG_SSL_VERSION", "VERSION_TOO_LOW"}
_CIPHERS = {
    "SSLV3_ALERT_HANDSHAKE_FAILURE",
    "NO_SHARED_CIPHER",
    "DH_KEY_TOO_SMALL",
    "TLSV1_ALERT_INSUFFICIENT_SECURITY",
    "INSUFFICIENT_SECURITY",
}


def not_tls(error: ssl.SSLError) -> bool:
    """Tell whether what came was not TLS at all, which no other way of asking mends."""
    return error.reason in _NOT_TLS


def words_of(  # noqa: PLR0911 - a line a case
    error: ssl.SSLError | None, version: str | None = None, cipher: str | None = None
) -> str:
    """Say what *error* says of the server; None stands for a connection that was closed in the handshake.

    *version* and *cipher* are those of the connection that was made in the end, if one was.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return _of_certificate(error)
    reason = (getattr(error, "reason", None) or "") if error is not None else ""
    if reason in _NOT_TLS:
        return "the server does not speak TLS there"
    if version in {"SSLv3", "TLSv1", "TLSv1.1"}:
        return f"the server speaks only old TLS ({version})"
    if reason in _OLD:
        return "the server speaks only old TLS"
    if reason == "UNSAFE_LEGACY_RENEGOTIATION_DISABLED":
        return "the server renegotiates in the old, insecure way"
    if reason == "TLSV13_ALERT_CERTIFICATE_REQUIRED":
        return "the server wants a certificate of the reader"
    if reason in _CIPHERS or cipher is not None:
        return f"the server knows only weak ciphers{f' ({cipher})' if cipher else ''}"
    return f"the handshake failed ({_plain(reason)})" if reason else "the handshake was broken off"


def _of_certificate(error: ssl.SSLCertVerificationError) -> str:
    """Say what is wrong with the certificate."""
    # OpenSSL sets these attributes; an error raised in Python has none.
    code, detail = getattr(error, "verify_code", 0), getattr(error, "verify_message", "")
    known = _CERTIFICATE.get(code)
    if known is None:
        return f"the certificate cannot be verified ({detail or 'no reason given'})"
    return f"{known} ({detail})" if code in _WITH_DETAIL and detail else known


def _plain(reason: str) -> str:
    """Return a reason of OpenSSL's as words."""
    return reason.removeprefix("TLSV1_").removeprefix("SSLV3_").replace("_", " ").lower()
