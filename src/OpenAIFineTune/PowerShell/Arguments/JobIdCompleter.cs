using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the ids of jobs that this runspace has seen and the command can act on, newest first.</summary>
public sealed class JobIdCompleter : Completer
{
    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
        => SeenNames.Current.Jobs
            .Where(job => Suits(job, place.Command))
            .OrderByDescending(job => job.CreatedAt)
            .Select(job => new CompletionOffer(job.Id, $"{job.Model} {job.Suffix} ({job.Status})"));

    private static bool Suits(FineTuneJob job, string command) => command switch
    {
        "Wait-FineTune" or "Stop-FineTune" => !job.IsFinished,
        "Suspend-FineTune" => !job.IsFinished && job.Status.Stage != FineTuneStage.Paused,
        "Resume-FineTune" => job.Status.Stage is FineTuneStage.Paused or FineTuneStage.Unknown,
        _ => true,
    };
}
