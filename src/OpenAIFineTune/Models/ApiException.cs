namespace OpenAIFineTune;

/// <summary>A service's refusal of a request, with the facts of its answer.</summary>
public sealed class ApiException : FineTuneException
{
    internal ApiException(string errorId, string message, Exception? inner = null) : base(errorId, message, inner)
    {
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; init; }

    /// <summary>The service's error code, such as <c>model_not_found</c>; null when it sent none.</summary>
    public string? Code { get; init; }

    /// <summary>The service's error type, such as <c>invalid_request_error</c>; null when it sent none.</summary>
    public string? Type { get; init; }

    /// <summary>The request's parameter at fault; null when none is.</summary>
    public string? Param { get; init; }

    /// <summary>The service's id of the request, for its support; null when it sent none.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait before the next try; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The service's word on whether to try again; null when it says nothing.</summary>
    internal bool? ShouldRetry { get; init; }

    /// <summary>True when the service did what it was asked, and its answer can't be read.</summary>
    internal bool IsUnreadable { get; init; }
}
