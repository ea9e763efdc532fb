using System.Globalization;
using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>Asks the service when it will switch a base model off.</summary>
internal sealed class ModelShutdown(FineTuneClient client)
{
    /// <summary>
    /// What to know about the model's end; null when the service names none, or does not know the question.
    /// </summary>
    public async Task<string?> FindAsync(string model, CancellationToken cancellation)
    {
        JsonElement answer;
        try
        {
            ApiRequest request = new(HttpMethod.Get, $"models/{ApiPath.Segment(model)}") { Target = model };
            answer = await client.Transport.SendAsync<JsonElement>(request, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FineTuneException || PassingFailure.Is(e))
        {
            return null; // Many services list no base models, and the request for the job will tell what is wrong.
        }

        if (!DateOnly.TryParseExact(
            answer.Text("shutdown_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly day))
        {
            return null;
        }

        int days = day.DayNumber - DateOnly.FromDateTime(client.Time.GetUtcNow().UtcDateTime).DayNumber;
        string left = days < 0 ? "which has passed" : days == 1 ? "in 1 day" : $"in {days} days";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Model '{model}' will be switched off on {day:yyyy-MM-dd}, {left}, and models made from it go with it.");
    }
}
