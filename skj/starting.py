"""A new workspace from the ledgers' own declarations: skj.toml and a template for each ledger."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from skj.diagnostics import Diagnostic, Place, UsageRefused
from skj.files.retention import KEPT
from skj.files.templates import TemplateColumn, template_workbook, write_new
from skj.ledgers import parsers, vocabulary
from skj.ledgers.base import Column, LedgerSpec, Parser
from skj.ledgers.registry import SPECS
from skj.rules.workspace import FOLDER_NOT_EMPTY
from skj.workspace import DEFAULT_PLAN, SETTINGS_FILE

# Lists longer than Excel takes in a validation (255 letters) are left out.
LONGEST_LIST: Final = 250


def write_workspace(folder: Path) -> list[Path]:
    """Write skj.toml and the templates into `folder`; UsageRefused when it is a workspace already. Existing files stay."""
    if (folder / SETTINGS_FILE).exists():
        raise UsageRefused(Diagnostic(FOLDER_NOT_EMPTY, Place((folder / SETTINGS_FILE).as_posix())))
    contents = {folder / SETTINGS_FILE: settings_text().encode()}
    contents |= {folder / "ledgers" / f"{spec.name}.xlsx": _template(spec) for spec in SPECS}
    return [path for path, content in contents.items() if write_new(path, content)]


def _template(spec: LedgerSpec[Any]) -> bytes:
    return template_workbook(spec.name, [_template_column(column) for column in spec.columns])


def _template_column(column: Column) -> TemplateColumn:
    choices = _choices().get(column.parse, ())
    short = choices if len(",".join(choices)) <= LONGEST_LIST else ()
    is_date = column.field.endswith("_on") or column.field in {"extended_until", "starts", "ends"}
    return TemplateColumn(column.heading, is_date, column.required, short)


def _choices() -> Mapping[Parser, tuple[str, ...]]:
    sash = tuple(entry.abbreviation for entry in vocabulary.insignia_classes() if entry.is_sash)
    return {
        parsers.yes_no: ("ใช่", "ไม่ใช่"),
        parsers.insignia_class: sash,
        parsers.position_type: vocabulary.position_types(),
        parsers.damage: tuple(kind.thai for kind in vocabulary.all_damage_kinds()),
    }


def settings_text() -> str:
    """A whole skj.toml with every setting, the optional ones as comments."""
    return "\n".join(_settings_lines()) + "\n"


def _settings_lines() -> Iterator[str]:
    yield "[office]"
    yield f"fiscal_year = {DEFAULT_PLAN}            # พ.ศ."
    yield f'plan = "{DEFAULT_PLAN}"                 # แผนในโปรแกรม หรือที่อยู่ของไฟล์แผน'
    yield 'language = "th"               # th | en'
    for spec in SPECS:
        yield ""
        yield f"[ledgers.{spec.name}]"
        yield f'files = ["ledgers/{spec.name}*.xlsx"]   # หลายไฟล์นับเป็นทะเบียนเดียว'
        yield '# sheet = "ชื่อแผ่นงาน"          # ไม่ระบุ = ทุกแผ่นงานที่หัวตารางตรง'
        yield '# responsible = "กลุ่มงานหรือชื่อผู้ดูแล"   # ใครแก้ไขทะเบียนนี้ แสดงในรายการที่ต้องแก้'
        yield "# update_every = 31             # ไม่มีรายการใหม่เกินกี่วันถือว่าไม่เป็นปัจจุบัน (skj today)"
        yield from _own_lines(spec)
        yield f"# [ledgers.{spec.name}.columns]  # เมื่อหัวตารางของสำนักงานต่างไปจากแบบ"
        yield f'# {spec.columns[0].field} = "{spec.columns[0].heading}"'
    yield ""
    yield "# [history]                   # ฉบับก่อนการเขียนที่เก็บไว้ใน .skj-history"
    yield f"# versions = {KEPT.versions}               # กี่ฉบับล่าสุดของแต่ละทะเบียน อย่างน้อย 1"
    yield f"# days = {KEPT.days}                   # และฉบับสุดท้ายของแต่ละวันย้อนหลังกี่วัน"
    yield ""
    yield "# [whatif.cost]               # น้ำหนักของงานหนึ่งหน่วยใน skj kpi whatif --reach ไม่ระบุ = 1"
    yield "# evidence = 2                # เอกสารทุกฉบับ"
    yield '# "housing.rooms_repaired" = 3'


def _own_lines(spec: LedgerSpec[Any]) -> Iterator[str]:
    """The settings that only one ledger has."""
    if spec.name == "training_sessions":
        yield '# agencies = ["สำนักการแพทย์", "สำนักอนามัย"]   # 14 สำนัก 2 สำนักงานของโครงการ (แผนไม่ได้ระบุชื่อสำนัก)'
    if spec.name == "evidence":
        yield '# folder = "evidence"           # โฟลเดอร์ของเอกสารที่ทะเบียนระบุชื่อไฟล์'
    if spec.name == "insignia":
        yield "expected = {}                 # จำนวนรายการในทะเบียนกระดาษของแต่ละปี เช่น { 2563 = 534 }"
        yield 'images = "images/insignia"    # โฟลเดอร์ภาพการส่งคืน'
        yield "# return_days = 30            # กำหนดวันส่งคืนชั้นรองของสำนักงาน (กฎหมายไม่ได้กำหนดไว้)"
