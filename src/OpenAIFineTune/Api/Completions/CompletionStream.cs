using System.Diagnostics.CodeAnalysis;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Completions;

/// <summary>An answer that is read while the service writes it. Once a part was seen, nothing is asked again.</summary>
internal sealed class CompletionStream(AnswerEvents source, CompletionRequest request, string connection)
{
    private readonly AnswerTrimmer _trimmer = AnswerTrimmer.For(request);
    private readonly StringBuilder _text = new();
    private readonly List<TokenLogProb> _logProbs = [];
    private string _held = "";
    private string? _id;
    private string? _model;
    private string? _finishReason;
    private TokenUsage? _usage;

    /// <summary>The whole answer, once it has been read.</summary>
    public FineTunedCompletion Completion => new()
    {
        Text = _text.ToString(),
        Prompt = request.Prompt,
        Model = _model ?? request.Format.Model,
        FinishReason = _finishReason,
        Usage = _usage,
        Id = _id ?? "",
        LogProbs = _logProbs.Count > 0 ? _logProbs : null,
        Connection = connection,
    };

    /// <summary>The parts of the answer's text as they come.</summary>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        IAsyncEnumerator<ServerSentEvent> events = source.ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
        await using (events.ConfigureAwait(false))
        {
            bool hasEnded = false;
            while (!hasEnded && await NextAsync(events).ConfigureAwait(false))
            {
                hasEnded = ServerSentEvents.IsEnd(events.Current);
                string part = hasEnded ? "" : Take(events.Current);
                if (part.Length > 0)
                {
                    yield return Keep(part);
                }
            }

            // Some servers leave the end mark out; an answer with neither that nor a reason to end was cut off.
            if (!hasEnded && _finishReason is null)
            {
                throw Broken(null);
            }
        }

        string rest = _trimmer.Push(_held) + _trimmer.Finish();
        if (rest.Length > 0)
        {
            yield return Keep(rest);
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ServerSentEvent> events)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (source.IsOpen && e is IOException or HttpRequestException)
        {
            throw Broken(e);
        }
    }

    private string Take(ServerSentEvent read)
    {
        CompletionResponse? part = Parse(read);
        if (part is null)
        {
            return "";
        }

        if (part.Error.ValueKind is JsonValueKind.Object or JsonValueKind.String || read.Type == "error")
        {
            throw Refused(part.Error, read.Data);
        }

        _id ??= part.Id;
        _model ??= part.Model;
        _usage = part.Usage?.ToUsage() ?? _usage;
        StringBuilder text = new();
        foreach (CompletionResponse.ChoiceResponse choice in
            (part.Choices ?? []).OfType<CompletionResponse.ChoiceResponse>())
        {
            _finishReason = choice.FinishReason ?? _finishReason;
            _logProbs.AddRange(LogProbsReader.Read(choice.Logprobs) ?? []);
            _ = text.Append(_trimmer.Push(Masked(choice.Words)));
        }

        return text.ToString();
    }

    // An event of a kind that is not known yet is passed over, whatever its data; a part of the answer must be whole.
    private CompletionResponse? Parse(ServerSentEvent read)
    {
        try
        {
            return string.IsNullOrWhiteSpace(read.Data)
                ? null : WireJson.Read<CompletionResponse>(Encoding.UTF8.GetBytes(read.Data));
        }
        catch (JsonException e)
        {
            return read.Type is "" or "message" or "error" ? throw Broken(e) : null;
        }
    }

    // A key may come in two parts: what may be its start is kept back until the next.
    private string Masked(string part)
    {
        string text = source.Mask.OfAnswer(_held + part);
        int held = source.Mask.HeldLength(text);
        _held = text[^held..];
        return text[..^held];
    }

    private string Keep(string part)
    {
        _ = _text.Append(part);
        return part;
    }

    private ApiException Refused(JsonElement error, string data)
    {
        string message = error.ValueKind == JsonValueKind.String ? error.GetString()! : error.Text("message") ?? data;
        return new ApiException("ServerFailed", Shown($"The service ended the answer with an error: {message}"))
        {
            Code = Shown(error.Text("code")),
            Type = Shown(error.Text("type")),
            Param = Shown(error.Text("param")),
        };
    }

    [return: NotNullIfNotNull(nameof(text))]
    private string? Shown(string? text) => text is null ? null : source.Mask.Of(text);

    private FineTuneException Broken(Exception? cause) => new(
        "StreamBroken",
        $"The answer broke off after {_text.Length} characters: {cause?.Message ?? "the stream ended."}",
        cause) { Advice = "Ask again; nothing is repeated by itself once a part of an answer was seen." };
}
