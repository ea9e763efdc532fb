namespace OpenAIFineTune.Faults;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>Nothing: the request is answered.</summary>
    None,

    /// <summary>The request is answered late.</summary>
    Delay,

    /// <summary>The connection is reset; the service never saw the request.</summary>
    ResetBefore,

    /// <summary>The service did what it was asked, and the connection is reset before its answer.</summary>
    ResetAfter,

    /// <summary>The service did what it was asked, and its answer's body ends in the middle.</summary>
    CutBody,

    /// <summary>Another answer is given; the service never saw the request.</summary>
    Answer,

    /// <summary>The service did what it was asked, and another answer is given.</summary>
    AnswerAfter,
}
