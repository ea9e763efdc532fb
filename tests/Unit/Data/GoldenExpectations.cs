namespace OpenAIFineTune.Tests.Data;

/// <summary>The cases in which the old tool was wrong, or limited, and what we do instead. All others give its rows.</summary>
internal static class GoldenExpectations
{
    private static readonly GoldenExpectation s_oneAnswer = new("one answer for all is nothing to learn, whatever the task is called")
    {
        ErrorId = "NothingToLearn",
    };

    private static readonly GoldenExpectation s_noCompletions = new("the file holds no example") { ErrorId = "EmptyInput" };

    private static readonly GoldenExpectation s_noColumn = new("the error names the columns that are there")
    {
        ErrorId = "ColumnNotFound",
    };

    private static readonly GoldenExpectation s_ourMarker = new("letters, '?' and accents are no separator; ours is put behind them")
    {
        OldWith = (" ->", ""),
    };

    /// <summary>By the name of the case.</summary>
    public static IReadOnlyDictionary<string, GoldenExpectation> All { get; } = new Dictionary<string, GoldenExpectation>
    {
        ["ask-class-decline-all-jsonl"] = new("the data is split by default") { Rows = 120 },
        ["ask-decline-all"] = new("declined rules leave the text as it is")
        {
            Rows = 12,
            Skip = ["CommonCompletionPrefix", "Separator", "CompletionSuffix", "LeadingSpace"],
            OldWith = ("", ""),
        },
        ["ask-decline-write"] = new("a file is written unless -WhatIf is given") { Rows = 12 },
        ["ask-eof"] = new("nothing is asked of a closed input; the rules apply") { Rows = 12 },
        ["class-common-prefix"] = new("labels come back as they are trained, and keep what they share")
        {
            Rows = 40,
            Has = [("mail 0 about the kettle ->", " class_good")],
        },
        ["class-flips-after-lowercase"] = new("the task is judged once, on what is written: labels, which get no ending")
        {
            Rows = 9,
            Has = [("mail b about the desk lamp ->", " ham"), ("mail i about the blender ->", " spam")],
        },
        ["class-label-quotes"] = new("labels are names and keep their capitals")
        {
            Rows = 30,
            Has = [("size of box 1 b ->", " $HOME\\x"), ("size of box 2 c ->", " 5\" wide")],
        },
        ["class-tiny-4"] = s_oneAnswer,
        ["col-chat-messages"] = s_noColumn,
        ["col-missing-completion"] = s_noColumn,
        ["col-missing-prompt"] = s_noColumn,
        ["col-wrong-names"] = s_noColumn,
        ["combo-classification"] = new("labels keep their capitals and what they share; the prompts are put in small letters")
        {
            Rows = 80,
            Has = [("review 1: the headset is missing a part ->", " SENTIMENT=BAD")],
        },
        ["csv-all-rows-extra-leading-field"] = new("rows that don't fit the header are never shifted") { ErrorId = "RaggedRow" },
        ["csv-cr-only"] = s_ourMarker,
        ["csv-empty-file"] = s_noCompletions,
        ["csv-header-only"] = s_noCompletions,
        ["csv-no-final-newline"] = s_ourMarker,
        ["csv-one-row"] = new("one row is few, but a row") { Rows = 1, Issue = ("TooFewExamples", null) },
        ["csv-one-row-extra-field"] = new("the bad row is named, the others go on") { Rows = 9, Issue = ("RaggedRow", 7) },
        ["csv-semicolon"] = new("the delimiter is found from the header")
        {
            Rows = 3,
            Has = [("Was kostet das ->", " 3,50 Euro\n")],
        },
        ["csv-sep-line"] = new("Excel's sep= line is understood") { Rows = 2 },
        ["csv-unbalanced-quote-eof"] = new("the line where the quote opened is named") { Rows = 1, Issue = ("UnclosedQuote", 3) },
        ["csv-unbalanced-quote-pair"] = new("rows are never fused in silence") { Rows = 2, Issue = ("StrayQuote", 3) },
        ["enc-csv-cp949"] = new("the byte and its line are named") { ErrorId = "InvalidEncoding" },
        ["enc-csv-invalid-utf8-one-byte"] = new("the byte and its line are named") { ErrorId = "InvalidEncoding" },
        ["enc-csv-nul-byte"] = new("a NUL is an error with its line, never a cut text") { Rows = 2, Issue = ("NulCharacter", 2) },
        ["enc-csv-utf16le-bom"] = new("UTF-16 is known by its mark") { Rows = 20 },
        ["enc-json-utf8-bom"] = new("a byte order mark is no part of the text") { Rows = 6 },
        ["enc-jsonl-lone-surrogate"] = new("half a character is an error with its line") { Rows = 2, Issue = ("LoneSurrogate", 1) },
        ["enc-jsonl-utf8-bom"] = new("a byte order mark is no part of the text") { Rows = 6 },
        ["enc-out-escaping"] = new("a NUL is an error with its line; all else is kept") { Rows = 3, Issue = ("InvalidText", 4) },
        ["enc-txt-utf8-bom"] = new("a byte order mark is no part of the text") { Rows = 3 },
        ["fmt-ext-none"] = new("the error names the formats") { ErrorId = "UnknownFormat" },
        ["fmt-ext-unsupported"] = new("what is no workbook is refused") { ErrorId = "InvalidWorkbook" },
        ["fmt-file-missing"] = new("the error names the file") { ErrorId = "PathNotFound" },
        ["fmt-jsonl-ext-holds-array-indented"] = new("what is JSON shows in the text, not in the extension") { Rows = 30 },
        ["json-empty-array"] = s_noCompletions,
        ["json-one-record-array"] = new("one row is few, but a row") { Rows = 1, Issue = ("TooFewExamples", null) },
        ["jsonl-empty-file"] = s_noCompletions,
        ["jsonl-single-quotes"] = s_noCompletions,
        ["jsonl-trailing-comma"] = new("each bad line is named, the others go on") { Rows = 1, Issue = ("InvalidJson", 1) },
        ["long-after-duplicates"] = new("the long rows go, whatever went before") { Rows = 5 },
        ["long-after-empty-keyerror"] = new("the long row goes, whatever went before") { Rows = 4 },
        ["long-after-empty-wrong-row"] = new("the long row goes, whatever went before") { Rows = 5 },
        ["ok-json-array-nothing-to-do"] = new("the array is written as lines, which services take") { Rows = 110 },
        ["ok-json-indented-nothing-to-do"] = new("the array is written as lines, which services take") { Rows = 20 },
        ["ok-jsonl-nothing-to-do"] = new("the data is split by default") { Rows = 110 },
        ["prefix-astral-trap"] = s_ourMarker,
        ["prefix-completion-whole"] = new("what holds nothing but the prefix is no answer") { Rows = 3 },
        ["prefix-completion-whole-open-ended"] = new("what holds nothing but the prefix is no text")
        {
            Rows = 3,
            Has = [("", " honey keeps")],
        },
        ["prefix-prompt-and-suffix"] = new("markers keep their capitals, and no prompt becomes empty")
        {
            Rows = 3,
            Has = [("cats sleep ###", " sleep END")],
        },
        ["real-breast-cancer"] = new("';' also occurs inside and is no separator") { OldWith = (" ->", "") },
        ["real-iris"] = new("' cm' is a unit and no separator") { OldWith = (" ->", "") },
        ["real-unicode-category"] = new("labels are names and keep their capitals")
        {
            Rows = 2000,
            Has = [("latin capital letter c ->", " Lu")],
        },
        ["real-unicode-names"] = new("small letters would make A and a one answer; one answer is a blank and is left out")
        {
            Rows = 2999,
            Has = [("latin capital letter c ->", " C\n")],
        },
        ["same-completions-40"] = s_oneAnswer,
        ["same-prompts"] = new("one question for all is nothing to learn from") { ErrorId = "NothingToLearn" },
        ["sep-accidental-letter"] = new("'e' and 's' mark nothing") { OldWith = (" ->", "\n") },
        ["sep-accidental-question-mark"] = s_ourMarker,
        ["suffix-combining-mark"] = s_ourMarker,
        ["tsv-comma-file"] = new("the delimiter is found from the header") { Rows = 5 },
        ["tsv-quote-pair-swallow"] = new("rows are never fused in silence; a quote in TSV may be a letter") { Rows = 6 },
        ["txt-empty-file"] = s_noCompletions,
        ["val-jsonl-bigint"] = new("numbers are text as written")
        {
            Rows = 2,
            Has = [("big ->", " 123456789012345678901234567890\n")],
        },
        ["val-jsonl-dates"] = new("dates are neither put in small letters nor cut in the middle")
        {
            Rows = 5,
            Has = [("2024-01-01 ->", " 2024-02-01T10:00:00Z\n")],
        },
        ["val-jsonl-missing-key"] = new("what is missing is empty, not 'nan', and is left out with its line") { Rows = 2 },
        ["val-jsonl-nested"] = new("nested values are JSON")
        {
            Rows = 3,
            Has = [("{\"q\":\"alpha\",\"n\":1} ->", " [\"one\",\"two\"]\n")],
        },
        ["val-jsonl-null"] = new("null is empty, not 'None', and is left out with its line") { Rows = 2 },
        ["val-jsonl-scalars"] = new("numbers and booleans are text as written") { Rows = 5 },
        ["val-na-strings-csv"] = new("NA and its kin are text")
        {
            Rows = 18,
            Has = [("code 0 ->", " NA\n"), ("NA ->", " Namibia\n")],
        },
        ["val-na-strings-csv-quoted"] = new("NA and its kin are text") { Rows = 4 },
        ["val-na-strings-xlsx"] = new("NA and its kin are text") { Rows = 5 },
        ["val-whitespace-only"] = new("blanks alone are no answer and no question") { Rows = 1, Has = [("d four ->", " real\n")] },
        ["xlsx-empty-sheet"] = s_noCompletions,
        ["xlsx-not-a-zip"] = new("the error says what is the matter") { ErrorId = "InvalidWorkbook" },
        ["xlsx-truncated-zip"] = new("the error says what is the matter") { ErrorId = "InvalidWorkbook" },
    };
}
