namespace OpenAIFineTune.Api.Jobs;

/// <summary>What a look at a job can have to tell.</summary>
internal enum WaitReportKind
{
    /// <summary>An event came.</summary>
    Event,

    /// <summary>The job goes on.</summary>
    Polled,

    /// <summary>The service can't be reached; looking goes on.</summary>
    Unreachable,

    /// <summary>The service answers again.</summary>
    Reachable,

    /// <summary>The service made a second job of the same request.</summary>
    Doubled,

    /// <summary>The job ended; nothing more comes about it.</summary>
    Ended,

    /// <summary>The service refuses to tell about the job; nothing more comes about it.</summary>
    Refused,

    /// <summary>The time for waiting is over; nothing more comes about the job, which goes on.</summary>
    TimedOut,
}
