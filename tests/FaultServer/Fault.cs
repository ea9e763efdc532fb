namespace OpenAIFineTune.Faults;

/// <summary>A fault that one request meets: the first that it is meant for and that no other request has met.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>The method that it is meant for; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>A part of the path that it is meant for, such as <c>/fine_tuning/jobs</c>; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>The status of an answer of its own.</summary>
    public int Status { get; init; } = 500;

    /// <summary>The body of an answer of its own.</summary>
    public string Body { get; init; } = """{"error":{"message":"A fault of the test.","type":"server_error","param":null,"code":null}}""";

    /// <summary>The headers of an answer of its own.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How late an answer is.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A request that nothing happens to.</summary>
    public static Fault None { get; } = new();

    /// <summary>The connection is reset; the service never saw the request.</summary>
    public static Fault ResetBefore { get; } = new() { Kind = FaultKind.ResetBefore };

    /// <summary>The service did what it was asked, and its answer is lost.</summary>
    public static Fault ResetAfter { get; } = new() { Kind = FaultKind.ResetAfter };

    /// <summary>The service did what it was asked, and its answer's body ends in the middle.</summary>
    public static Fault CutBody { get; } = new() { Kind = FaultKind.CutBody };

    /// <summary>The service refuses: a 403 that says that training has ended.</summary>
    public static Fault TrainingNotAvailable { get; } = Refusal(403, "training_not_available") with
    {
        Method = "POST",
        Path = "/fine_tuning/jobs",
    };

    /// <summary>An answer of its own; the service never saw the request.</summary>
    public static Fault Answer(int status, params (string Name, string Value)[] headers) => new()
    {
        Kind = FaultKind.Answer,
        Status = status,
        Headers = headers.ToDictionary(header => header.Name, header => header.Value),
    };

    /// <summary>A refusal with an error code; the service never saw the request.</summary>
    public static Fault Refusal(int status, string code) => Answer(status) with
    {
        Body = $$"""{"error":{"message":"A refusal of the test.","type":"invalid_request_error","param":null,"code":"{{code}}"} }""",
    };

    /// <summary>The service did what it was asked, and says that it did not.</summary>
    public static Fault AnswerAfter(int status) => Answer(status) with { Kind = FaultKind.AnswerAfter };

    /// <summary>A late answer.</summary>
    public static Fault Late(TimeSpan delay) => new() { Kind = FaultKind.Delay, Delay = delay };

    /// <summary>The same fault for requests of that method and path only.</summary>
    public Fault On(string method, string path) => this with { Method = method, Path = path };

    /// <summary>True when a request can meet it.</summary>
    public bool Matches(string method, string path)
        => (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
            && (Path is null || path.Contains(Path, StringComparison.Ordinal));
}
