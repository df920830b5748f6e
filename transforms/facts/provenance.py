"""Where a copy comes from: the addresses that it names, who published it, and what it says of rights."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms import wires
from transforms.addresses import host_and_path
from transforms.facts.evidence import Evidence
from transforms.facts.model import Facts
from transforms.facts.titles import agree

URL = re.compile(r"https?://[^\s<>《》「」（）()【】\[\]、。]+", re.ASCII)
HOST = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|gov|int|eu|info|news|[a-z]{2})(?:\.[a-z]{2})?(?![\w.-])", re.ASCII
)
"""A bare host such as example.com.vn, where a reference gives no full address."""

COPYRIGHT_OWNER = re.compile(
    r"(?:(?:©|\(c\)|copyright|^著作権(?:者|所有者?)?(?=[\s:]))[\s:]*)+(?:\d{4}(?:-\d{4})?)?\s*(?:(?:一般|公益)?(?:社団|財団)法人|株式会社)?\s*"
    r"(?P<owner>[^\W\d_][^。]*?)\s*(?:all rights|無断|禁|\d{4}|$)",
    re.IGNORECASE,
)
JAPANESE = re.compile("[ぁ-ヿ一-鿿]")
SITE = re.compile(
    r"^.*(?:\s[-–—:]|[|｜：]|[(（](?:[A-Z]{2,6}/)?)\s*(?P<name>[^|｜]{1,24}(?:省|庁|府|官邸|議院|[上下]院|国会|図書館|自衛隊|大使館|領事館|代表部|事務局|委員会|協会|新聞|新聞社|通信|通信社|放送"
    r"|ニュース|電子版|デジタル|オンライン|日本語版|ポータル))(?:ホームページ|(?:公式)?サイト)?[)）]?\s*$"
)
"""The publisher's name behind a page's title: … | 外務省."""

SITE_IN_FRONT = re.compile(r"(?P<name>[^|｜：\s]{2,20}(?:省|庁|府|官邸|議院|大使館|領事館|自衛隊|図書館))\s*[|｜：]")

SIGNED = re.compile(r"boilerplate/(?:agency\w*|day_and_agency|dateline|publisher_date|according_to)")
"""Rules of lines that an agency signed."""
EDITION = re.compile(r"[「『](?P<name>[^」』]{2,20}(?:日本語版|電子版|デジタル|ネット版|版))(?:\([^()]{1,12}\))?[」』]")
"""The name of a paper's edition beside the day: 「人民網日本語版」2017年7月9日."""
ISSUERS = re.compile(r"boilerplate/issuer|site:ministries/head")
ISSUER = re.compile(r"\s*(?P<name>[^\s、・]{2,20}(?:省|庁|府|官房|官邸|大使館|領事館|代表部))\s*")
"""The one office that a page names above its text as whose announcement it is."""

SOURCES = ("source_url", "reference", "byline", "copyright", "image_credit")
"""Roles of lines that say where a copy comes from, the surest first."""


def read(evidence: Evidence, facts: Facts) -> None:
    """`source_urls`, `publisher` and `rights_note`; the flag `publisher_conflict` where metadata and copyright line disagree."""
    facts.source_urls = tuple(dict.fromkeys(_urls(evidence)))
    owner, given = next(_owners(evidence), None), evidence.metadata.publisher
    own_name = owner if owner and JAPANESE.search(owner) else None
    facts.publisher = own_name or given or _site(evidence) or owner or _issuer(evidence) or next(_hosts(evidence), None)
    facts.publisher = facts.publisher or next(_signers(evidence), None)
    if owner and given and not agree(owner, given):
        facts.flags.add("publisher_conflict")
    facts.rights_note = "\n".join(dict.fromkeys(passage.text for passage in evidence.having("copyright"))) or None


def _urls(evidence: Evidence) -> Iterator[str]:
    lines = [passage.text for passage in evidence.having("source_url", "reference")]
    full = [url for text in lines for url in URL.findall(text)]
    if evidence.metadata.url:
        yield evidence.metadata.url
    yield from full
    if not full:
        yield from (host for text in lines for host in HOST.findall(text))


def _owners(evidence: Evidence) -> Iterator[str]:
    for passage in evidence.having("copyright"):
        if match := COPYRIGHT_OWNER.search(passage.text):
            yield match["owner"].rstrip(" .,")


def _site(evidence: Evidence) -> str | None:
    """The name of the site that a page's title ends or begins with."""
    title = evidence.metadata.title or ""
    match = SITE.search(title) or SITE_IN_FRONT.match(title)
    return match["name"] if match else None


def _issuer(evidence: Evidence) -> str | None:
    """The office on the line right above or below the day, or the title of a page without one, where it names no other."""
    dated = {passage.ordinal for passage in evidence.having("publication_date", "adoption")}
    dated = dated or {passage.ordinal for passage in evidence.titles}
    beside = {ordinal + step for ordinal in dated for step in (-1, 1)}
    lines = (passage for passage in evidence.having("site_chrome") if ISSUERS.fullmatch(passage.lines[0].rule))
    named = {found["name"] for passage in lines if passage.ordinal in beside and (found := ISSUER.fullmatch(passage.text))}
    return named.pop() if len(named) == 1 else None


def _signers(evidence: Evidence) -> Iterator[str]:
    """Agencies that signed the dateline of the report, or a line of their own; the edition that is named beside the day."""
    opening = [*evidence.having("news_lead"), *evidence.body[:1]]
    yield from (name for passage in opening if (name := wires.sender(passage.text)))
    for passage in evidence.having("byline", "publication_date"):
        if edition := EDITION.search(passage.text):
            yield edition["name"]
        elif SIGNED.fullmatch(passage.lines[0].rule) and (name := wires.signed(passage.text.strip(" ()[]【】〔〕<>「」"))):
            yield name


def _hosts(evidence: Evidence) -> Iterator[str]:
    """Hosts of the addresses without www., then those that references, bylines and credits name."""
    for url in _urls(evidence):
        if found := host_and_path(url):
            yield found[0].removeprefix("www.")
    for passage in evidence.having(*SOURCES):
        yield from HOST.findall(passage.text)
