"""Is a document the full text of a statement, or a report about one?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.lines import BODY_ROLES, Line
from transforms.roles.view import View, views

FORM = r"(?:共同声明|共同宣言|共同コミュニケ|コミュニケ|共同新聞発表|共同プレス(?:リリース|発表|・?ステートメント|コミュニケ)|共同発表|共同文書|議長声明|ビジョン・?(?:声明|ステートメント|宣言)|声明|宣言|憲章|協定|条約|覚書|行動計画|議定書|ロードマップ|アジェンダ)"
STATEMENT_TITLE = re.compile(rf"{FORM}[」』]?(?:[(\[〔<~-].*|について|全文|の全文)?$")
OPENING = re.compile(
    r"(?:以下|次|下記|左)の(?:とおり|通り|ごとく|如く)、?(?:共同で|共に|共同)?(?:声明|宣言|合意|協定|発表|確認|決定|表明|再確認|プレス)"
    r"|(?:以下|次)の(?:共同)?(?:声明|宣言|コミュニケ|発表)を(?:発出|発表|採択)"
)
"""The formula that opens the operative text."""
PARTIES = re.compile(r"(?:また、|さらに、|この点に関し、?)?(?:双方|両(?:国|首脳|大臣|外相|当事者|者|締約国|総理|政府|側|国首脳|国政府)|締約国|我々|日本側|両国の[^、。]{1,12})(?:は|が|間)")
PLAIN = re.compile(r"(?:する|した|である|ある|いる|いた|なる|なった|有する|った|れた|いく|く|む|う|つ|す|ぶ)。$")
POLITE_PAST = re.compile(r"(?:ました|でした|ています|とのことです|とのことでした|ということです)。$")
SAID = re.compile(r"(?:と|旨|考えを|認識を|姿勢を|意向を|方針を|見方を|自信を|期待を|意欲を)、?(?:述べ|語|話|明らかにし|伝え|報じ|説明し|示し|強調し|指摘し|訴え|呼びか?け|発言し|応じ|表明し)(?:た|ました|った|りました|ている|ています|て)")
ONE_SPEAKER = re.compile(r"(?:[一-龠ァ-ヴー・]{1,14}(?:首相|大統領|総理大臣|総理|外相|外務大臣|主席|書記長|総書記|国防相|防衛相|大臣|氏|報道官|局長)|同氏|同相|同大統領|同首相|彼|彼ら|彼女)(?:は|と)")
BODY = BODY_ROLES - {"title", "heading", "subheading"}


def coverage(lines: Iterable[Line]) -> str | None:
    """`full_text` or `report`; None without a line of text. Lines may have their roles, or only those of what is no body."""
    seen = [view for view in views(lines) if not view.line.role or view.line.role in BODY_ROLES or view.line.role in EVIDENCE]
    body = [view for view in seen if view.line.role in BODY or (not view.line.role)]
    sentences = [view for view in body if view.is_sentence]
    if not sentences:
        return "full_text" if any(view.mark for view in body) else None
    return "full_text" if _marks(seen) + _wording(sentences) > 0 else "report"


EVIDENCE = frozenset({"fulltext_notice", "adoption", "signature"})


def _marks(seen: list[View]) -> float:
    """What the frame of the document says: for a full text above 0."""
    roles = {view.line.role for view in seen}
    score = 4.0 * ("fulltext_notice" in roles) + 2.0 * ("adoption" in roles) + 2.0 * ("signature" in roles)
    head = [view for view in seen[:8] if not view.is_sentence]
    score += 1.5 * any(STATEMENT_TITLE.search(view.text) for view in head)
    score += 2.0 * any(OPENING.search(view.text) for view in seen)
    articles = sum(1 for view in seen if view.mark and view.mark.kind == "article")
    return score + 2.0 * (articles >= 3)


def _wording(sentences: list[View]) -> float:
    """How its sentences speak: the parties in one voice and plainly, or persons in a narrator's."""
    total = len(sentences)
    parties = sum(bool(PARTIES.match(view.body)) for view in sentences) / total
    said = sum(bool(SAID.search(view.text)) for view in sentences) / total
    polite = sum(bool(POLITE_PAST.search(view.text)) for view in sentences) / total
    persons = sum(bool(ONE_SPEAKER.match(view.body)) for view in sentences) / total
    return 3 * parties - 3 * said - 3 * polite - 3 * persons - 0.5
