"""Words that names end in or stand beside: offices, forms of organizations, of instruments and of places; one automaton pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms import lexicon
from transforms.folding import fold_text

NOT_AFTER = {
    "office": re.compile(r"(?<=委員)会|[団部者的級選制権職府邸候令名号館杯賞機室公旗]|戦(?!略)"),
    "organization": re.compile(
        r"[長員庁舎]|官(?!民)|エネ|略|力|隊|門|分|品|署|族|面|議員|事|人(?!民)|縮|備|用|艦|拡|需|首|派|機|路|便|業務|協定|網|性|論|化|教育|教授"
    ),
    "place": re.compile(r"[庁場長民内会議員道者気力略エ源]|(?<=海)[事水外洋軍運底産賊岸]|(?<=港)湾"),
    "instrument": re.compile(
        r"(?<=戦略)(?:協力|互恵|パートナ|対話|物資|資源|兵器|会合|同盟|核)|[国案文網化]|的|交渉官|当事|締約|機関(?!の)|上の(?=義務)"
    ),
}
"""What makes another word of an anchor: 代表団, 省庁, 軍事, 条約国, 計画的."""


MINISTERS_PEOPLE = ("政務官", "補佐官", "顧問", "秘書官", "特使", "代行")


@dataclass(frozen=True, slots=True)
class Form:
    """A row of `offices.csv` (kind `office`), `organization_forms.csv`, `instrument_forms.csv` or `place_forms.csv`."""

    kind: str
    surface: str
    subtype: str
    """For offices the kind of office."""
    slug: str
    """For offices the normal form."""
    needs: str = ""


@dataclass(slots=True)
class Anchor:
    """A form at [start, end) of a text."""

    start: int
    end: int
    form: Form


def find(text: str) -> list[Anchor]:
    """The anchors of a text, leftmost-longest: 国会議長 is an office and no parliament."""
    search, forms = _automaton()
    found = (_whole(text, Anchor(start, end, forms[index])) for index, start, end in search.find_matches_as_indexes(text))
    return [anchor for anchor in found if not NOT_AFTER[anchor.form.kind].match(text, anchor.end)]


def _whole(text: str, anchor: Anchor) -> Anchor:
    """農林水産大臣(政務官), 環境大臣(顧問): the office of a minister's own people begins like the minister's."""
    if anchor.form.kind != "office" or not anchor.form.surface.endswith("大臣"):
        return anchor
    people = next((one for one in MINISTERS_PEOPLE if text.startswith(one, anchor.end)), None)
    if people is None:
        return anchor
    form = anchor.form
    title = f"{form.slug}{people}" if form.slug.endswith("大臣") else f"大臣{people}"
    form = replace(form, surface=f"{form.surface}{people}", slug=title, subtype="official")
    return Anchor(anchor.start, anchor.end + len(people), form)


@lru_cache(maxsize=1)
def _automaton() -> tuple[AhoCorasick, tuple[Form, ...]]:
    forms = {form.surface: form for form in reversed(_forms())}
    ordered = tuple(forms[surface] for surface in sorted(forms))
    return AhoCorasick([form.surface for form in ordered], matchkind=MatchKind.LeftmostLongest), ordered


def _forms() -> list[Form]:
    offices = [Form("office", fold_text(row["surface"]), row["kind"], row["office"]) for row in lexicon.rows("offices.csv")]
    organizations = [
        Form("organization", fold_text(row["form"]), row["subtype"], row["slug"], row["needs"])
        for row in lexicon.rows("organization_forms.csv")
    ]
    instruments = [
        Form("instrument", fold_text(row["form"]), row["subtype"], row["slug"], row["needs"])
        for row in lexicon.rows("instrument_forms.csv")
    ]
    places = [Form("place", fold_text(row["form"]), row["subtype"], row["slug"]) for row in lexicon.rows("place_forms.csv")]
    return offices + organizations + instruments + places
