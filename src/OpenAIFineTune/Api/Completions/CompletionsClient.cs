using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Completions;

/// <summary>Asks models, on the completions or the chat endpoint.</summary>
internal sealed class CompletionsClient(FineTuneClient client)
{
    // For a while after its job has succeeded, a service may not know a model yet (openai-python#69,
    // livekit/agents#2114).
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(10);
    private static readonly int[] s_freshPauses = [2, 3, 5, 10, 20, 20];

    private readonly ApiTransport _transport = client.Transport;
    private readonly FineTuneConnection _connection = client.Connection;
    private readonly Tries _tries = new(client.Time);

    /// <summary>Asks and waits for the whole answer, or answers when the request wants several.</summary>
    public Task<IReadOnlyList<FineTunedCompletion>> CompleteAsync(
        CompletionRequest request, CancellationToken cancellation)
        => client.CallLimit.RunAsync(
            $"the answer of '{request.Format.Model}'", token => AskAsync(request, token), cancellation);

    /// <summary>Asks and reads the answer while it is written.</summary>
    public CompletionStream Stream(CompletionRequest request)
        => new(new AnswerEvents(client, token => OpenAsync(request, token)), request, _connection.Name);

    private async Task<IReadOnlyList<FineTunedCompletion>> AskAsync(
        CompletionRequest request, CancellationToken cancellation)
    {
        CompletionResponse response = await _tries
            .AgainAsync(
                () => _transport.SendAsync<CompletionResponse>(ToApiRequest(request, streams: false), cancellation),
                (tries, e) => PauseAfter(request.Format, tries, e),
                cancellation)
            .ConfigureAwait(false);
        CompletionResponse.ChoiceResponse[] choices =
            [.. (response.Choices ?? []).OfType<CompletionResponse.ChoiceResponse>()];
        return choices.Length > 0
            ? [.. choices.Select(choice => ToCompletion(request, response, choice))]
            : throw new ApiException("ServerFailed", $"The service sent no answer of '{request.Format.Model}'.");
    }

    private Task<HttpResponseMessage> OpenAsync(CompletionRequest request, CancellationToken cancellation)
        => _tries.AgainAsync(
            () => _transport.SendAsync(ToApiRequest(request, streams: true), cancellation),
            (tries, e) => PauseAfter(request.Format, tries, e),
            cancellation);

    private TimeSpan? PauseAfter(PromptFormat format, int tries, Exception failure)
    {
        bool isFresh = client.Connection.Profile.HasFreshModels && client.Time.GetUtcNow() - format.MadeAt < s_fresh;
        if (!isFresh || tries > s_freshPauses.Length || failure is not ApiException e || !Failure.IsMissingModel(e))
        {
            return null;
        }

        int seconds = s_freshPauses[tries - 1];
        client.Log.Verbose($"'{format.Model}' is new and not there yet. Trying again in {seconds} s.");
        return TimeSpan.FromSeconds(seconds);
    }

    private FineTunedCompletion ToCompletion(
        CompletionRequest request, CompletionResponse response, CompletionResponse.ChoiceResponse choice)
        => new()
        {
            Text = AnswerTrimmer.Trim(request, choice.Words),
            Prompt = request.Prompt,
            Model = response.Model ?? request.Format.Model,
            FinishReason = choice.FinishReason,
            Usage = response.Usage?.ToUsage(),
            Id = response.Id ?? "",
            LogProbs = LogProbsReader.Read(choice.Logprobs),
            Index = (int)(choice.Index ?? 0),
            Connection = _connection.Name,
        };

    private ApiRequest ToApiRequest(CompletionRequest request, bool streams)
        => new(HttpMethod.Post, CompletionBody.PathOf(request))
        {
            Content = ApiRequest.Json(CompletionBody.Write(request, _connection.Profile, streams)),
            Deployment = request.Format.Model,
        };
}
