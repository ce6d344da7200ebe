"""Names of scripts, elements and hosts that only certain pages hold: challenges, captchas, parked domains.

Most of these also stand on ordinary pages in some form, because shields watch every page that they guard, and
forms are guarded by captchas. So a row names what the blocking page alone has where that is known, and counts
only on pages that show few words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citecheck.models import Sign

# The pages of the large shields and captchas hold 10 to 120 words; an abstract holds 150 to 300.
FEW = 150
# Lists of links and offers are longer.
FEW_OF_PARKED = 300
# A link to a seller of domains may stand in any short page; on a seller's page there is little beside it.
_FEW_BESIDE_LINK = 80


class Row(NamedTuple):
    """A piece of markup in lower case that shows *sign* on a page of at most *most* words."""

    piece: str
    sign: Sign
    most: int = FEW


ROWS = (
    # Cloudflare. `/cdn-cgi/challenge-platform/` by itself stands on ordinary pages too (its documentation,
    # "JavaScript detections"); what follows it is the challenge's (Ekultek/WhatWaf #1018).
    Row("_cf_chl_", Sign.CHALLENGE),
    Row("cf-chl-", Sign.CHALLENGE),
    Row("cf-browser-verification", Sign.CHALLENGE),
    Row("/orchestrate/chl", Sign.CHALLENGE),
    Row("/orchestrate/jsch", Sign.CHALLENGE),
    Row("/orchestrate/captcha", Sign.CHALLENGE),
    Row("/orchestrate/managed", Sign.CHALLENGE),
    # Akamai: its sensors stand on ordinary pages (microlinkhq/is-antibot #74), this element does not
    # (germondai/trawl #33); refusals link to errors.edgesuite.net.
    Row("sec-if-cpt-container", Sign.CHALLENGE),
    Row("/_sec/cp_challenge/", Sign.CHALLENGE),
    Row("bm-verify=", Sign.CHALLENGE),
    Row("errors.edgesuite.net", Sign.CHALLENGE),
    # Imperva: the script stands on every page, so the page must show next to nothing beside it.
    Row("incapsula incident id", Sign.CHALLENGE),
    Row("_incapsula_resource", Sign.CHALLENGE, 30),
    # DataDome's captcha host, HUMAN (PerimeterX), Kasada, Sucuri (Anorov/cloudflare-scrape #76), DDoS-Guard.
    Row("captcha-delivery.com", Sign.CHALLENGE),
    Row("px-captcha", Sign.CHALLENGE),
    Row("captcha.px-cdn.net", Sign.CHALLENGE),
    Row("window.kpsdk", Sign.CHALLENGE),
    Row("sucuri_cloudproxy_js", Sign.CHALLENGE),
    Row("sucuri website firewall", Sign.CHALLENGE),
    Row("/.well-known/ddos-guard/", Sign.CHALLENGE),
    Row("check.ddos-guard.net", Sign.CHALLENGE),
    # AWS WAF's own interstitial; Vercel; F5; Radware; Anubis; free hosts that count on a cookie.
    Row("gokuprops", Sign.CHALLENGE),
    Row("awswafcookiedomainlist", Sign.CHALLENGE),
    Row("/.well-known/vercel/security/", Sign.CHALLENGE),
    Row('window["bobcmn"]', Sign.CHALLENGE),
    Row("validate.perfdrive.com", Sign.CHALLENGE),
    Row("anubis_challenge", Sign.CHALLENGE),
    Row("/.within.website/x/cmd/anubis/", Sign.CHALLENGE),
    Row("slowaes.decrypt", Sign.CHALLENGE),
    # Widgets of captchas; what guards a form in silence (`render=`) has none.
    Row("g-recaptcha", Sign.CAPTCHA),
    Row("h-captcha", Sign.CAPTCHA),
    Row("hcaptcha.com/1/api.js", Sign.CAPTCHA),
    Row("cf-turnstile", Sign.CAPTCHA),
    Row("challenges.cloudflare.com/turnstile", Sign.CAPTCHA),
    Row("google.com/recaptcha/api2/anchor", Sign.CAPTCHA),
    Row('google.com/recaptcha/api.js"', Sign.CAPTCHA),
    Row("frc-captcha", Sign.CAPTCHA),
    Row("client-api.arkoselabs.com", Sign.CAPTCHA),
    Row("funcaptcha.com", Sign.CAPTCHA),
    Row("geetest.com", Sign.CAPTCHA),
    # Scripts and frames of those who park domains.
    Row("sedoparking.com", Sign.PARKED, FEW_OF_PARKED),
    Row("parkingcrew.net", Sign.PARKED, FEW_OF_PARKED),
    Row("bodis.com", Sign.PARKED, FEW_OF_PARKED),
    Row("parklogic.com", Sign.PARKED, FEW_OF_PARKED),
    Row("domainparking", Sign.PARKED, FEW_OF_PARKED),
    Row("parkingpage.", Sign.PARKED, FEW_OF_PARKED),
    Row("wsimg.com/parking-lander", Sign.PARKED, FEW_OF_PARKED),
    Row("/adsense/domains/caf.js", Sign.PARKED, FEW_OF_PARKED),
    # Sellers of domains.
    Row("hugedomains.com", Sign.PARKED, _FEW_BESIDE_LINK),
    Row("afternic.com", Sign.PARKED, _FEW_BESIDE_LINK),
    Row("//dan.com/", Sign.PARKED, _FEW_BESIDE_LINK),
    Row("www.dan.com/", Sign.PARKED, _FEW_BESIDE_LINK),
    Row("sedo.com/search/details", Sign.PARKED, _FEW_BESIDE_LINK),
    Row("godaddy.com/domainsearch", Sign.PARKED, _FEW_BESIDE_LINK),
    Row("domainmarket.com", Sign.PARKED, _FEW_BESIDE_LINK),
)

# GoDaddy's parked domains send their visitors to this path of their own, by a script that is the whole page.
LANDER = re.compile(r"location(?:\.href)?\s*=\s*[\"']/lander\b", re.IGNORECASE)

# Where consent is asked for in the place of a page.
CONSENT = re.compile(
    r"<form\b[^<>]{0,400}?\baction\s*=\s*[\"']?"
    r"(?:(?:https?:)?//(?:consent\.(?:google|youtube|yahoo)\.|guce\.)|[^\"'<>\s]{0,200}/collectConsent\b)",
    re.IGNORECASE,
)
OF_CONSENT = ("consent.google", "consent.youtube", "consent.yahoo", "//guce.", "/collectconsent")
FEW_OF_CONSENT = 600

PASSWORD = re.compile(r"<input\b[^<>]{0,500}?\btype\s*=\s*[\"']?password\b[^<>]{0,100}", re.IGNORECASE)
# A page that hands its reader on to the place where an institution logs in (SAML 2.0 Bindings, 3.5.4).
SAML = re.compile(r"<input\b[^<>]{0,200}?\bname\s*=\s*[\"']?SAMLRequest\b", re.IGNORECASE)
# A form in which something is written: its captcha guards the form and not the page.
WRITTEN = re.compile(r"<textarea\b|\btype\s*=\s*[\"']?email\b", re.IGNORECASE)

# What a page may show without a word.
MEDIA = re.compile(
    r"<(?:img|picture|video|audio|canvas|iframe|frame|embed|object|input|map)(?=[\s/>])", re.IGNORECASE
)
SAYS_SCRIPTS = re.compile(r"java\s?script", re.IGNORECASE)
