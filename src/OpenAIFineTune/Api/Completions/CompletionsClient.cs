using System.Net.Http.Headers;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Completions;

/// <summary>Asks models, on the completions or the chat endpoint.</summary>
internal sealed class CompletionsClient(FineTuneClient client)
{
    private readonly ApiTransport _transport = client.Transport;
    private readonly FineTuneConnection _connection = client.Connection;
    private readonly FreshModels _freshModels = new(client);

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
        CompletionResponse response = await _freshModels
            .WaitAsync(
                request.Format,
                () => _transport.SendAsync<CompletionResponse>(ToApiRequest(request, streams: false), cancellation),
                cancellation)
            .ConfigureAwait(false);
        CompletionResponse.ChoiceResponse[] choices =
            [.. (response.Choices ?? []).OfType<CompletionResponse.ChoiceResponse>()];
        return choices.Length > 0
            ? [.. choices.Select(choice => ToCompletion(request, response, choice))]
            : throw new ApiException("ServerFailed", $"The service sent no answer of '{request.Format.Model}'.");
    }

    private Task<HttpResponseMessage> OpenAsync(CompletionRequest request, CancellationToken cancellation)
        => _freshModels.WaitAsync(
            request.Format,
            () => _transport.SendAsync(ToApiRequest(request, streams: true), cancellation),
            cancellation);

    private FineTunedCompletion ToCompletion(
        CompletionRequest request, CompletionResponse response, CompletionResponse.ChoiceResponse choice)
        => new()
        {
            Text = AnswerTrimmer.Trim(request, AnswerText.Of(choice)),
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
    {
        byte[] body = CompletionBody.Write(request, _connection.Profile, streams);
        return new ApiRequest(HttpMethod.Post, CompletionBody.PathOf(request))
        {
            Content = () => new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
            Deployment = request.Format.Model,
        };
    }
}
