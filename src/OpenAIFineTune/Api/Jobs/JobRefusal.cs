using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>Explains why a service refused a job, with what it leaves behind and what else can be done.</summary>
internal static class JobRefusal
{
    /// <summary>The code with which OpenAI refuses jobs of organizations that it no longer trains for.</summary>
    public const string TrainingNotAvailable = "training_not_available";

    /// <summary>The error to show for a refusal.</summary>
    /// <param name="refusal">The service's answer.</param>
    /// <param name="model">The base model that was asked for.</param>
    /// <param name="files">The ids of files that were uploaded for the job and are still there.</param>
    public static FineTuneException Explain(ApiException refusal, string model, IReadOnlyList<string> files)
    {
        string left = files.Count == 0
            ? "" : $" The uploaded data stay with the service as '{string.Join("', '", files)}'.";
        string cleanUp = files.Count == 0
            ? ""
            : $" Remove-FineTuneFile deletes the files, and -RemoveOrphan does so at once when a job is refused.";
        if (refusal.Code == TrainingNotAvailable)
        {
            return TrainingIsOver(refusal, left, cleanUp);
        }

        string history = IsAboutModel(refusal, model) && KnownModels.Find(model)?.Note is string note ? " " + note : "";
        string said = refusal.Message.EndsWith('.') ? refusal.Message : refusal.Message + ".";
        return new FineTuneException(
            refusal.ErrorId, $"The service refused a job on model '{model}': {said}{history}{left}", refusal)
        {
            Target = model,
            Advice = (refusal.Advice + cleanUp).Trim() is { Length: > 0 } advice ? advice : null,
        };
    }

    /// <summary>True when a service refused the job because it has notes, which not every service knows.</summary>
    public static bool IsAboutMetadata(ApiException refusal, ServiceProfile service)
        => !service.KeepsMetadata
            && refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
            && (refusal.Param == "metadata"
                || refusal.Message.Contains("metadata", StringComparison.OrdinalIgnoreCase));

    // Services differ in how they refuse a model; one of its name, the parameter or the code is there.
    private static bool IsAboutModel(ApiException refusal, string model)
        => refusal.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest
            && (refusal.Param == "model"
                || (refusal.Code ?? "").Contains("model", StringComparison.OrdinalIgnoreCase)
                || refusal.Message.Contains(model, StringComparison.OrdinalIgnoreCase));

    // The dates are those of OpenAI's deprecations page, as of November 2026.
    private static FineTuneException TrainingIsOver(ApiException refusal, string left, string cleanUp)
        => new(
            "TrainingNotAvailable",
            "OpenAI is ending its fine-tuning, and takes no new jobs from this organization: "
                + "since 2026-05-07 none from organizations that never fine-tuned, "
                + "since 2026-07-02 none from those without use of a fine-tuned model in 60 days, "
                + $"and from 2027-01-06 none at all. Models that exist go on answering until their base model is "
                + $"switched off. The service said: {refusal.Message}{left}",
            refusal)
        {
            Target = refusal.Target,
            Advice = "Train the same data with another service: Connect-FineTune -Provider Azure, "
                + "Nebius or Compatible, or with the engine on this machine: Connect-FineTune -Local." + cleanUp,
        };
}
