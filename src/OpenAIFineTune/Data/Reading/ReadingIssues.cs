using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Reading;

/// <summary>What a reader finds, in words: one place, so that like things are told alike.</summary>
internal static class ReadingIssues
{
    public static FineTuneDataIssue RaggedRow(LineSpan lines, int fields, int columns) => Error(
        "RaggedRow", lines.Origin,
        $"{lines.Text} left out: {Count(fields, "field")} where the header names {columns}.",
        fields > columns
            ? "Put a field that holds the delimiter in double quotes."
            : "Add the missing fields, or look for a double quote that is not closed.");

    public static FineTuneDataIssue StrayQuote(LineSpan lines, long opened) => Error(
        "StrayQuote", lines.Origin,
        $"{lines.Text} left out: the double quote that opens a field on line {opened} closes in the middle of a "
            + "later line.",
        "Double each double quote that belongs to the text and put the field in double quotes, "
            + "or remove the stray one.");

    public static FineTuneDataIssue UnclosedQuote(LineSpan lines, long opened) => Error(
        "UnclosedQuote", lines.Origin,
        $"{lines.Text} left out: the double quote that opens a field on line {opened} is never closed.",
        "Close the quote, or double it if it belongs to the text.");

    public static FineTuneDataIssue NulCharacter(LineSpan lines, string column) => Error(
        "NulCharacter", lines.Origin,
        $"{lines.Text} left out: a NUL character in '{column}'.",
        "Remove the character; it often comes from text that was cut from a binary file.");

    public static FineTuneDataIssue TrailingDelimiter(LineSpan lines, int columns) => new()
    {
        Severity = FineTuneSeverity.Information,
        Rule = "TrailingDelimiter",
        Path = lines.Origin.Path,
        Line = lines.Origin.Line,
        Message = $"{lines.Text}: more fields than the {columns} that the header names, but empty ones; "
            + "there may be more such rows.",
        Recommendation = "Nothing is lost; take the delimiters from the ends of the lines.",
    };

    public static FineTuneDataIssue DuplicateColumn(RowOrigin origin, string name, string given) => new()
    {
        Severity = FineTuneSeverity.Warning,
        Rule = "DuplicateColumn",
        Path = origin.Path,
        Line = origin.Line,
        Message = $"The header names '{name}' more than once; a later column is taken as '{given}'.",
        Recommendation = "Give each column a name of its own.",
    };

    public static FineTuneDataIssue OtherWorksheets(FileSnapshot file, string name, int count) => new()
    {
        Severity = FineTuneSeverity.Information,
        Rule = "OtherWorksheets",
        Path = file.Path,
        Message = $"The workbook has {count} sheets; the first, '{name}', is read.",
        Recommendation = "Name another one with -WorksheetName.",
    };

    public static FineTuneDataIssue CellError(RowOrigin origin, string column, string error) => new()
    {
        Severity = FineTuneSeverity.Warning,
        Rule = "CellError",
        Path = origin.Path,
        Line = origin.Line,
        Message = $"The cell under '{column}' holds the error {error} and is taken as empty; "
            + "there may be more in that column.",
        Recommendation = "Correct the formula in the workbook, or leave such rows out.",
    };

    public static FineTuneDataIssue TabsInText(RowOrigin origin) => new()
    {
        Severity = FineTuneSeverity.Warning,
        Rule = "TabsInText",
        Path = origin.Path,
        Line = origin.Line,
        Message = "The line has tabs, and is read as one text like all lines of a .txt file.",
        Recommendation = "If the file is a table, name it .tsv, or give -Delimiter \"`t\".",
    };

    public static FineTuneException FieldTooLong(FileSnapshot file, long line) => new(
        "FieldTooLong",
        $"{file.Name}:{line}: a text of the row that begins here has more than {TextLimits.LongestField / 1_000_000} "
            + "million characters.")
    {
        Target = file.Path,
        Advice = "Look there for a double quote that is not closed.",
    };

    public static FineTuneException InvalidWorkbook(FileSnapshot file, string cause, Exception? inner = null)
        => new("InvalidWorkbook", $"'{file.Path}' can't be read as an Excel workbook: {cause}.", inner)
        {
            Target = file.Path,
            Advice = "See whether Excel opens it; if it is text, name it .csv, and if it was cut, copy it again.",
        };

    public static FineTuneException Empty(FileSnapshot file, string cause) => new(
        "EmptyInput", $"'{file.Path}' has no data: {cause}.") { Target = file.Path };

    /// <summary>There are rows, but each has a fault; the first one is told, as it is likely that of all.</summary>
    public static FineTuneException NoneReadable(FileSnapshot file, FineTuneDataIssue first) => new(
        "EmptyInput", $"'{file.Path}' has no row that can be read. {first.Message}")
    {
        Target = file.Path,
        Advice = first.Recommendation,
    };

    /// <summary>One of several files has no rows, which is no reason to stop.</summary>
    public static FineTuneDataIssue NoRows(FineTuneException cause) => new()
    {
        Severity = FineTuneSeverity.Warning,
        Rule = "EmptyInput",
        Path = cause.Target as string,
        Message = cause.Message,
        Recommendation = "Leave the file out, or see why it has no rows.",
    };

    public static string Count(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    public static FineTuneDataIssue Error(string rule, RowOrigin origin, string message, string recommendation) => new()
    {
        Severity = FineTuneSeverity.Error,
        Rule = rule,
        Path = origin.Path,
        Line = origin.Line,
        Message = message,
        Recommendation = recommendation,
    };
}
