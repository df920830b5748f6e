"""The end of a statement: the line that tells where, when and in which languages it was adopted, and who signed it."""

from __future__ import annotations

import re

from transforms.roles.headings import ANNEX
from transforms.roles.view import View

DAY = (
    r"(?:(?:\d{4}|二〇[〇一二三四五六七八九]{2}|[一二三四五六七八九〇千百十]{4,8}|(?:令和|平成|昭和)(?:元|[\d一二三四五六七八九十]{1,3}))(?:\(\d{4}\)|\([^()]{2,8}年\))?年"
    r"(?:\([^()]{2,8}\))? ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?日)"
)
PLACE = r"(?:[^\s、。\d():]{1,24}(?:[、・ ][^\s、。\d():]{1,16})?)"
ADOPTED = r"(?:採択|署名|調印|作成|発出|合意|締結|記名|起草)"

DATE_AND_PLACE = re.compile(
    rf"[(\[]?(?:{DAY}(?:付)?[、, ]{{1,3}}(?:於[: ]?)?{PLACE}(?:において|にて|で)?|(?:於[: ]?)?{PLACE}(?:において|にて|で)?[、, ]{{1,3}}{DAY}|於[: ]?{PLACE})[)\]]?[。]?"
)
ADOPTION_SENTENCES = (
    re.compile(rf".{{0,12}}{DAY}(?:に|、| ).{{0,40}}{ADOPTED}(?:された|した|しました|されました)(?:共同|本)?(?:宣言|声明|コミュニケ|文書|発表)?(?:[(\[][^()]{{1,60}}[)\]])?。?"),
    re.compile(rf".{{0,160}}(?:本書|正本|原本|正文).{{0,40}}(?:通|部)(?:を|に|が)?.{{0,20}}{ADOPTED}.{{0,20}}"),
    re.compile(rf"(?:以上の証拠として|右証拠として|これを証すため|以上を証すため).{{0,200}}{ADOPTED}.{{0,20}}"),
    re.compile(rf"(?:{DAY}(?:に|、)?.{{1,40}}(?:において|にて|で)、?|.{{1,40}}(?:において|にて|で)、?{DAY}(?:に|、)?).{{0,80}}(?:語|正文).{{0,60}}{ADOPTED}.{{0,20}}"),
    re.compile(rf"(?:本|この|当)(?:共同)?(?:宣言|声明|コミュニケ|文書)は.{{0,60}}{DAY}.{{0,60}}{ADOPTED}.{{0,40}}"),
    re.compile(rf"(?:{DAY}(?:に|、)?{PLACE}(?:において|にて|で)|{PLACE}(?:において|にて|で)、?{DAY}(?:に)?)(?:{ADOPTED}.{{0,20}})?。?"),
)
OFFICE = re.compile(
    r"(?:大統領|総理大臣|首相|大臣|国家主席|書記長|総書記|議長|首席代表|代表|長官|国王|首長|皇太子|大使|事務総長|委員長|総督|陛下|閣下|総理|外相|主席|次官|知事|市長|理事長)"
    r"(?:\)|代理|代行|閣下|殿下)?$"
)
FOR_SIDE = re.compile(r"(?:のために|を代表して|に代わって|政府代表|側代表?)[::]?$|^[(\[]?(?:署名|signed|調印|記名)[)\]]?[::]?$|^[(\[](?:署名|signed)[)\]]|[(\[](?:署名|signed)[)\]]$")
NAME = re.compile(r"[一-龠々ァ-ヴー・=\s.A-Za-z]{2,60}(?:[(\[](?:署名|signed)[)\]])?")
LONGEST_SIGNATURE = 60


def assign(views: list[View]) -> None:
    """Marks adoption lines and the signature blocks below or beside them among lines that have no role yet."""
    free = [view for view in views if not view.line.role]
    last = _last_text(free)
    for at, view in enumerate(free):
        if _is_adoption(view.text) and (at >= last or DATE_AND_PLACE.fullmatch(view.text)):
            view.line.role, view.line.rule = "adoption", "closing:adoption"
    run: list[View] = []
    for at, view in enumerate(free):
        if view.line.role == "adoption":
            continue
        if at > last or _may_sign(view):
            if _may_sign(view):
                run.append(view)
                continue
        _sign(run)
        run = []
    _sign(run)


def _last_text(free: list[View]) -> int:
    """Index of the last line that is a sentence and no adoption formula."""
    return max((at for at, view in enumerate(free) if view.is_sentence and not _is_adoption(view.text)), default=-1)


def _is_adoption(text: str) -> bool:
    if len(text) > 300 or not ("日" in text or "本書" in text or "証" in text or "於" in text):
        return False
    return bool(DATE_AND_PLACE.fullmatch(text)) or any(pattern.fullmatch(text) for pattern in ADOPTION_SENTENCES)


def _may_sign(view: View) -> bool:
    if view.is_sentence or len(view.text) > LONGEST_SIGNATURE or view.mark or ANNEX.match(view.text):
        return False
    return bool(_names_office(view.text) or NAME.fullmatch(view.text))


def _names_office(text: str) -> bool:
    return bool(FOR_SIDE.search(text)) or any(OFFICE.search(part) for part in re.split(r" {2,}|\t|\s\|\s|[、 ]", text))


def _sign(run: list[View]) -> None:
    """A run of short lines is a signature block where one names an office and another a person."""
    offices = [view for view in run if _names_office(view.text)]
    if offices and len(run) > 1:
        for view in run[run.index(offices[0]) if _names_office(run[0].text) else 0 :]:
            view.line.role, view.line.rule = "signature", "closing:signature"
