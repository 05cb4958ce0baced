"""A table."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError
from wagtail_localize.segments import StringSegmentValue

from portal.pages.blocks.groups import FACTS

MOST_COLUMNS, MOST_ROWS = 8, 60


class TableBlock(TypedTableBlock):
    """Cells with a heading above, and before them if the first column holds the headings of rows.

    Of Wagtail's two tables this is the one that can be edited with the keyboard alone. A translator
    gets the caption, every heading and every cell.
    """

    heading = CharBlock(label=_("Headings of rows"), max_length=200, icon="title")
    text = CharBlock(label=_("Text"), max_length=500, required=False, icon="pilcrow")
    number = CharBlock(label=_("Number"), max_length=40, required=False, icon="order")

    def clean(self, value: TypedTable) -> TypedTable:
        cleaned = super().clean(value)
        faults = [] if self.is_deferred_validation else list(_faults(cleaned))
        if faults:
            raise TypedTableBlockValidationError(non_block_errors=faults)
        return cleaned

    def get_translatable_segments(self, value: TypedTable) -> list[StringSegmentValue]:
        """Every text under its place; wagtail-localize asks for them by this name."""
        headings = [(f"heading.{place}", column["heading"]) for place, column in enumerate(value.columns)]
        cells = [
            (f"cell.{row}.{place}", cell)
            for row, line in enumerate(value.row_data)
            for place, cell in enumerate(line["values"])
        ]
        texts = [("caption", value.caption), *headings, *cells]
        return [StringSegmentValue(path, text) for path, text in texts if text]

    def restore_translated_segments(self, value: TypedTable, segments: Sequence[StringSegmentValue]) -> TypedTable:
        """The table with its texts replaced by the translated ones."""
        for segment in segments:
            part, *places = segment.path.split(".")
            text = segment.render_text()
            if part == "caption":
                value.caption = text
            elif part == "heading":
                value.columns[int(places[0])]["heading"] = text
            else:
                value.row_data[int(places[0])]["values"][int(places[1])] = text
        return value

    class Meta:
        icon = "table"
        group = FACTS
        label = _("Table")
        description = _(
            "Rows and columns for data, not for arranging text. It needs a caption and a heading for each column."
        )
        template = "pages/blocks/table.html"

    def get_preview_value(self) -> TypedTable:
        return table_of(
            "What a companion and a participant do in each step",
            ["Step", "Companion", "Participant"],
            [
                ["Explore", "asks and listens", "tells what she has done"],
                ["Name", "offers words", "chooses those that fit"],
                ["Prove", "says what counts as evidence", "collects it"],
            ],
        )


def table_of(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> TypedTable:
    """A table whose first column holds the headings of its rows."""
    kinds = ["heading", *["text"] * (len(header) - 1)]
    columns = [{"type": kind, "heading": heading} for kind, heading in zip(kinds, header, strict=True)]
    block = TableBlock()
    return block.to_python({"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": caption})


def _faults(table: TypedTable) -> list[ValidationError]:
    kinds = [column["block"].name for column in table.columns]
    faults = []
    if not table.caption.strip():
        faults.append(ValidationError(_("Give the table a caption that says what it is about.")))
    if not table.columns or not table.row_data:
        faults.append(ValidationError(_("Give the table at least one column and one row.")))
    if any(not column["heading"].strip() for column in table.columns):
        faults.append(ValidationError(_("Give every column a heading.")))
    if "heading" in kinds[1:]:
        faults.append(ValidationError(_("Headings of rows can stand in the first column only.")))
    if len(kinds) > MOST_COLUMNS or len(table.row_data) > MOST_ROWS:
        faults.append(
            ValidationError(
                _("This table is too large: %(columns)s columns and %(rows)s rows are the most."),
                params={"columns": MOST_COLUMNS, "rows": MOST_ROWS},
            )
        )
    if any(len(column["heading"]) > 120 for column in table.columns) or len(table.caption) > 250:
        faults.append(ValidationError(_("Shorten the caption to 250 and each heading to 120 characters.")))
    return faults
