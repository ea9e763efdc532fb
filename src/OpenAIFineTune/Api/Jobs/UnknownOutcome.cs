namespace OpenAIFineTune.Api.Jobs;

/// <summary>The error that nobody can tell whether there is a job.</summary>
internal static class UnknownOutcome
{
    /// <param name="attempt">The request.</param>
    /// <param name="detail">Why it can't be told.</param>
    /// <param name="lost">How the answer was lost; null for a request of an earlier run.</param>
    public static FineTuneException Of(JobAttempt attempt, string detail, Exception? lost)
    {
        string how = lost is null
            ? $"An earlier run, at {attempt.FirstSent.LocalDateTime:g}, "
                + "was ended before it had the answer to its request for this job"
            : $"The answer to the request for a job was lost ({lost.Message.TrimEnd('.')})";
        return new FineTuneException(
            "CreateOutcomeUnknown",
            $"{how}, and whether there is a job is not known. {detail} Nothing more was sent, and nothing was deleted.",
            lost)
        {
            Target = attempt.TrainingFile,
            Advice = $"Look with Get-FineTune for a job on '{attempt.TrainingFile}'. "
                + "The same New-FineTune looks for it again before it sends anything; "
                + "with -Force it asks for another job without looking.",
        };
    }
}
