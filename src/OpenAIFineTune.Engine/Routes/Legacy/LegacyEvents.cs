using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Routes.Legacy;

/// <summary>A job's events in the words of the old routes, as logs of the time show them; oldest first.</summary>
internal static class LegacyEvents
{
    private const string NewModel = "New fine-tuned model created";

    public static IEnumerable<JsonObject> Of(StoredJob job, IReadOnlyList<JobEvent> events)
    {
        int epochs = 0;
        // The result file, which an event names, is known only once the job is done.
        IEnumerable<JobEvent> tellable = JobStatus.IsFinal(job.Status)
            ? events : events.TakeWhile(e => !e.Message.StartsWith(NewModel, StringComparison.Ordinal));
        foreach (JobEvent occurrence in tellable.Where(e => e.Type == JobEvent.MessageType))
        {
            if (occurrence.Message.StartsWith("Checkpoint created", StringComparison.Ordinal))
            {
                epochs++;
                yield return Describe(occurrence, $"Completed epoch {epochs}/{job.Hyperparameters["n_epochs"]}");
            }
            else
            {
                foreach (string message in Translate(job, occurrence))
                {
                    yield return Describe(occurrence, message);
                }
            }
        }
    }

    private static string[] Translate(StoredJob job, JobEvent occurrence) => occurrence.Message.Split(": ")[0] switch
    {
        "Created fine-tuning job" => [$"Created fine-tune: {LegacyDescription.IdOf(job)}"],
        "Validating training file" => [],
        "Files validated, moving job to queued state" => ["Fine-tune enqueued. Queue number: 0"],
        "Fine-tuning job started" => ["Fine-tune started"],
        NewModel =>
        [
            $"Uploaded model: {occurrence.Message[(occurrence.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..]}",
            .. job.ResultFiles.Select(id => $"Uploaded result file: {id}"),
        ],
        "The job has successfully completed" => ["Fine-tune succeeded"],
        "Fine-tuning job cancelled" => ["Fine-tune cancelled"],
        "The job failed" =>
        [
            occurrence.Message["The job failed: ".Length..],
            "Fine-tune failed. For help, see the error above.",
        ],
        _ => [occurrence.Message],
    };

    private static JsonObject Describe(JobEvent occurrence, string message) => new()
    {
        ["object"] = "fine-tune-event",
        ["created_at"] = occurrence.CreatedAt,
        ["level"] = occurrence.Level,
        ["message"] = message,
    };
}
