"""The extractor that asks a language model: passages in, an answer out of the cache or the endpoint, claims checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.errors import EndpointError, NoAnswer
from daftar.extract.base import Extracted
from daftar.extract.llm.answer import NotAnAnswer, answer_schema, read_answer
from daftar.extract.llm.cache import Cache, Kept, key_of
from daftar.extract.llm.client import Client, CutShort
from daftar.extract.llm.ground import Grounder
from daftar.extract.llm.prompt import instructions, messages, schema_text, version
from daftar.extract.llm.shown import chunks, shown
from daftar.extract.order import numbered
from daftar.extract.usage import Usage
from daftar.model import Claim, Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.codebook.conventions import Conventions
    from daftar.extract.base import Mentions
    from daftar.extract.llm.answer import Said
    from daftar.extract.llm.options import LlmOptions
    from daftar.extract.llm.prompt import Message
    from daftar.extract.llm.shown import Shown
    from daftar.model import Passage, Report

__all__ = ["LlmExtractor"]

_IN_A_ROW = 3  # reports without an answer, one after another, before the endpoint counts as gone
_ONCE_MORE = "That is not of the form asked for: {fault}. Answer again, with the JSON object alone and nothing around it."


class LlmExtractor:
    """Reads by a language model. What it says is a claim only where the report's words bear it out."""

    def __init__(self, rules: Conventions, options: LlmOptions) -> None:
        self.name = f"llm/{'_'.join(options.model.split())}@{version()}"
        self._rules = rules
        self._options = options
        self._client = Client(options, answer_schema())
        self._cache = Cache(options.cache)
        self._usage = Usage()
        self._failed = 0

    def extract(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> tuple[Claim, ...]:
        """The claims of ``report`` in text order. Raises NoAnswer, EndpointError."""
        return self.extract_checked(report, passages, mentions).claims

    def extract_checked(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> Extracted:
        """The claims of ``report`` in text order, and what the model said that its words do not bear out."""
        whole = shown(passages)
        grounder = Grounder(report, passages, whole, mentions, rules=self._rules, name=self.name)
        claims: list[tuple[Claim, int | None]] = []
        rejected: list[Rejected] = []
        try:
            answers = [
                answer for run in chunks(whole, self._options.chunk) for answer in self._answers(report, run)
            ]
        except NoAnswer as fault:
            self._failed += 1
            self._usage += Usage(failed=1)
            if self._failed >= _IN_A_ROW:
                raise EndpointError(
                    f"{self._options.endpoint}: {_IN_A_ROW} reports in a row got no answer; the last: {fault}"
                ) from None
            raise
        self._failed = 0
        for answer in answers:
            self._check(report, answer, grounder, claims, rejected)
        found = numbered(report.id, claims)
        self._usage += Usage(kept=len(found), rejected=len(rejected))
        return Extracted(claims=found, rejected=tuple(rejected))

    def take_usage(self) -> Usage:
        """What was asked and spent since this was last called."""
        taken, self._usage = self._usage, Usage()
        return taken

    def _check(
        self,
        report: Report,
        answer: list[Said | None],
        grounder: Grounder,
        claims: list[tuple[Claim, int | None]],
        rejected: list[Rejected],
    ) -> None:
        """Add what one answer claims, each with the place of the claim that it refers to among all claims."""
        at: dict[int, int] = {}  # places in the answer to places among the claims
        seen = {claim for claim, _ in claims}
        refers: list[tuple[int, int]] = []
        for number, said in enumerate(answer):
            if said is None:
                rejected.append(
                    Rejected(
                        report=report.id,
                        extractor=self.name,
                        reason="bad_shape",
                        why="it is not of the form that was asked for",
                        field="claim",
                    )
                )
                continue
            made = grounder.claim(said)
            if isinstance(made, Rejected):
                rejected.append(made)
            elif made.claim not in seen:  # said twice is said once
                seen.add(made.claim)
                at[number] = len(claims)
                claims.append((made.claim, None))
                if made.of is not None:
                    refers.append((number, made.of))
        for number, of in refers:
            if of in at and of != number:
                claims[at[number]] = claims[at[number]][0], at[of]

    def _answers(self, report: Report, run: tuple[Shown, ...]) -> list[list[Said | None]]:
        """What is said of a run of passages; of its halves, where question or answer would be too long. Raises NoAnswer."""
        try:
            return [self._answer(messages(report, run))]
        except CutShort:
            if len(run) == 1:
                raise NoAnswer(
                    "a single passage was too much for the model's context or its answer; "
                    "give it more context, or more tokens with answer in [llm]"
                ) from None
            half = len(run) // 2
            return self._answers(report, run[:half]) + self._answers(report, run[half:])

    def _answer(self, asked: list[Message]) -> list[Said | None]:
        key = key_of([self._options.model, instructions(), schema_text(), asked[-1]["content"]])
        kept = self._cache.get(key)
        if kept is not None:
            try:
                answer = read_answer(kept.content)
            except NotAnAnswer:
                self._cache.forget(key)
            else:
                self._usage += Usage(cached=1)
                return answer
        content, answer = self._ask(asked)
        self._cache.keep(key, Kept(content=content, model=self._options.model))
        return answer

    def _ask(self, asked: list[Message]) -> tuple[str, list[Said | None]]:
        """Ask, and once more where the answer is not of the form. Raises NoAnswer, CutShort, EndpointError."""
        content = self._told(asked)
        try:
            return content, read_answer(content)
        except NotAnAnswer as fault:
            again = _ONCE_MORE.format(fault=fault)
        content = self._told(
            [*asked, {"role": "assistant", "content": content}, {"role": "user", "content": again}]
        )
        try:
            return content, read_answer(content)
        except NotAnAnswer as fault:
            raise NoAnswer(f"the answer is not of the form asked for, twice: {fault}") from None

    def _told(self, asked: list[Message]) -> str:
        try:
            return self._client.ask(asked)
        finally:
            spent = self._client.take_usage()
            cost = (
                spent.tokens_in * self._options.price_in + spent.tokens_out * self._options.price_out
            ) / 1_000_000
            self._usage += replace(spent, cost=cost)
