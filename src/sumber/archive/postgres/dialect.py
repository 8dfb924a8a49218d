"""PostgreSQL as it answers questions that were written for SQLite: what SQLAlchemy leaves to whoever asks is said here, once.

Texts are compared by their code points, whatever the server's language, and None comes first, as SQLite has it; `LIKE` takes
no account of the case of a to z. Functions by SQLite's names become those of PostgreSQL.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, Index, String
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression, Cast, ColumnElement, UnaryExpression
from sqlalchemy.sql.functions import Function
from sqlalchemy.sql.selectable import CompoundSelect, Select

from sumber.archive.given import Numbers

BYTEWISE = ' COLLATE "C"'


def _may_be_none(column: Any) -> bool:
    return not isinstance(column, Column) or bool(column.nullable)


class Questions(PGCompiler_psycopg):
    """Questions in PostgreSQL's words."""

    def visit_instr_func(self, function: Function[Any], **how: Any) -> str:
        """Where a text stands in another."""
        return f"strpos{self.function_argspec(function, **how)}"

    def visit_char_func(self, function: Function[Any], **how: Any) -> str:
        """The character of a code point."""
        return f"chr{self.function_argspec(function, **how)}"

    def visit_printf_func(self, function: Function[Any], **how: Any) -> str:
        """Texts put into a form; only %s is asked for."""
        return f"format{self.function_argspec(function, **how)}"

    def visit_group_concat_func(self, function: Function[Any], **how: Any) -> str:
        """Texts of many rows as one."""
        return f"string_agg{self.function_argspec(function, **how)}"

    def visit_json_group_array_func(self, function: Function[Any], **how: Any) -> str:
        """Values of many rows as one JSON list, a text; empty where there are none."""
        return f"coalesce(json_agg{self.function_argspec(function, **how)}::text, '[]')"

    def visit_json_each_func(self, function: Function[Any], **how: Any) -> str:
        """The items of a JSON list: texts, or numbers where the list is known to be of these."""
        (given,) = function.clauses
        if isinstance(given.type, Numbers):
            return f"json_each_number({self.process(given, **how)})"
        return f"json_array_elements_text(CAST({self.process(given, **how)} AS json))"

    def visit_cast(self, cast: Cast[Any], **how: Any) -> str:
        """A number with a fraction as text is written as SQLite writes it."""
        if isinstance(cast.type, String) and isinstance(cast.clause.type, Float):
            return f"number_as_text({self.process(cast.clause, **how)})"
        written: str = super().visit_cast(cast, **how)
        return written

    def visit_like_op_binary(self, binary: BinaryExpression[Any], operator: Any, **how: Any) -> str:
        """Without regard to the case of a to z."""
        written: str = self.visit_ilike_op_binary(binary, operator, **how)
        return written

    def visit_not_like_op_binary(self, binary: BinaryExpression[Any], operator: Any, **how: Any) -> str:
        """The same, denied."""
        written: str = self.visit_not_ilike_op_binary(binary, operator, **how)
        return written

    def limit_clause(self, select: Select[Any], **how: Any) -> str:
        """-1 bounds nothing."""
        written = ""
        if select._limit_clause is not None:
            written += f"\n LIMIT NULLIF({self.process(select._limit_clause, **how)}, -1)"
        if select._offset_clause is not None:
            written += f"\n OFFSET {self.process(select._offset_clause, **how)}"
        return written

    def order_by_clause(self, select: Select[Any], **how: Any) -> str:
        """None comes first, and last where the order falls."""
        order = ", ".join(self._in_order(one, **how) for one in select._order_by_clauses)
        return f" ORDER BY {order}" if order else ""

    def _in_order(self, one: ColumnElement[Any], **how: Any) -> str:
        falls = isinstance(one, UnaryExpression) and one.modifier is operators.desc_op
        of = one.element if isinstance(one, UnaryExpression) and falls else one
        # Where there is no None nothing is said of it: an index on keys stands in PostgreSQL's own order of them.
        return self.process(one, **how) + (f" NULLS {'LAST' if falls else 'FIRST'}" if _may_be_none(of) else "")

    def get_select_precolumns(self, select: Select[Any], **how: Any) -> str:
        """Rows that differ, in an order by what is not selected, are the groups of both."""
        return "" if self._is_ordered_by_others(select) else super().get_select_precolumns(select, **how)

    def group_by_clause(self, select: Select[Any], **how: Any) -> str:
        """See `get_select_precolumns`."""
        if not self._is_ordered_by_others(select):
            written: str = super().group_by_clause(select, **how)
            return written
        falling = (
            one.element if isinstance(one, UnaryExpression) and one.modifier else one for one in select._order_by_clauses
        )
        return " GROUP BY " + ", ".join(self.process(one, **how) for one in (*select.selected_columns, *falling))

    @staticmethod
    def _is_ordered_by_others(select: Select[Any] | CompoundSelect[Any]) -> bool:
        if not isinstance(select, Select) or not select._distinct:
            return False
        return any(one not in set(select.selected_columns) for one in select._order_by_clauses)


class Tables(PGDDLCompiler):
    """Tables and indices whose texts stand in the order of their code points, None first."""

    def get_column_specification(self, column: Column[Any], **how: Any) -> str:
        """A column; a text is compared by its bytes."""
        written: str = super().get_column_specification(column, **how)
        kind = self.dialect.type_compiler_instance.process(column.type)
        return written.replace(kind, kind + BYTEWISE, 1) if kind in ("VARCHAR", "TEXT") else written

    def visit_create_index(self, create: Any, include_schema: Any = False, include_table_schema: Any = True, **how: Any) -> str:
        """An index; see `Questions.order_by_clause`."""
        index: Index = create.element
        names = ", ".join(
            self.preparer.format_column(column) + (" NULLS FIRST" if column.nullable else "") for column in index.columns
        )
        where = index.dialect_options["postgresql"]["where"]
        kind, bound = "UNIQUE INDEX" if index.unique else "INDEX", f" WHERE {where}" if where is not None else ""
        named = self.preparer.format_index(index)
        return f"CREATE {kind} {named} ON {self.preparer.format_table(create.element.table)} ({names}){bound}"


class Dialect(PGDialect_psycopg):
    """PostgreSQL by psycopg, with both."""

    supports_statement_cache = True
    statement_compiler = Questions
    ddl_compiler = Tables
