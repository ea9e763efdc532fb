using System.Net.Http.Headers;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Api.Wire;

namespace OpenAIFineTune.Api.Completions;

/// <summary>Asks models, on the completions or the chat endpoint.</summary>
internal sealed class CompletionsClient(FineTuneClient client)
{
    private readonly ApiTransport _transport = client.Transport;
    private readonly FineTuneConnection _connection = client.Connection;

    /// <summary>Asks and waits for the whole answer, or answers when the request wants several.</summary>
    public async Task<IReadOnlyList<FineTunedCompletion>> CompleteAsync(
        CompletionRequest request, CancellationToken cancellation)
    {
        CompletionResponse response = await _transport
            .SendAsync<CompletionResponse>(ToApiRequest(request, streams: false), cancellation).ConfigureAwait(false);
        return [.. (response.Choices ?? []).Select(choice => ToCompletion(request, response, choice))];
    }

    private FineTunedCompletion ToCompletion(
        CompletionRequest request, CompletionResponse response, CompletionResponse.ChoiceResponse choice)
        => new()
        {
            Text = Trim(request, AnswerText.Of(choice)),
            Prompt = request.Prompt,
            Model = response.Model ?? request.Format.Model,
            FinishReason = choice.FinishReason,
            Usage = ToUsage(response.Usage),
            Id = response.Id ?? "",
            LogProbs = LogProbsReader.Read(choice.Logprobs),
            Index = choice.Index,
            Connection = _connection.Name,
        };

    private ApiRequest ToApiRequest(CompletionRequest request, bool streams)
    {
        byte[] body = CompletionBody.Write(request, _connection.Provider, streams);
        return new ApiRequest(HttpMethod.Post, CompletionBody.PathOf(request))
        {
            Target = request.Format.Model,
            Content = () => new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
    }

    private static string Trim(CompletionRequest request, string text)
        => request.IsRaw ? text : AnswerTrimmer.Trim(text, request.Format.Stop, HasLeadingBlank(request));

    // Completions were trained with a blank before the first word; a conversation's answers were not.
    private static bool HasLeadingBlank(CompletionRequest request)
        => request.Format.Endpoint == CompletionEndpoint.Completions && !request.Settings.Echo;

    private static TokenUsage? ToUsage(CompletionResponse.UsageResponse? usage) => usage is null
        ? null
        : new TokenUsage(
            usage.PromptTokens ?? 0,
            usage.CompletionTokens ?? 0,
            usage.TotalTokens ?? (usage.PromptTokens ?? 0) + (usage.CompletionTokens ?? 0));
}
