using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Completions;

/// <summary>Writes a request the way its endpoint takes it.</summary>
internal static class CompletionBody
{
    /// <summary>The path of the endpoint below the connection's address.</summary>
    public static string PathOf(CompletionRequest request)
        => request.Format.Endpoint == CompletionEndpoint.Chat ? "chat/completions" : "completions";

    public static byte[] Write(CompletionRequest request, ServiceProfile service, bool streams)
    {
        JsonObject body = new() { ["model"] = request.Format.Model };
        if (request.Format.Endpoint == CompletionEndpoint.Chat)
        {
            AddChat(body, request, service);
        }
        else
        {
            AddCompletion(body, request);
        }

        AddShared(body, request);
        if (streams)
        {
            body["stream"] = true;
            if (service.HasStreamOptions)
            {
                body["stream_options"] = new JsonObject { ["include_usage"] = true };
            }
        }

        foreach ((string name, JsonNode? value) in request.Settings.Additional ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options);
    }

    private static void AddCompletion(JsonObject body, CompletionRequest request)
    {
        CompletionSettings settings = request.Settings;
        body["prompt"] = request.Format.Apply(request.Prompt);
        body.AddKnown("max_tokens", settings.MaxTokens);
        body.AddKnown("logprobs", settings.LogProbs);
        body.AddKnown("best_of", settings.BestOf);
        body.AddKnown("suffix", settings.Suffix);
        body.AddKnown("echo", settings.Echo ? true : null);
    }

    private static void AddChat(JsonObject body, CompletionRequest request, ServiceProfile service)
    {
        CompletionSettings settings = request.Settings;
        JsonArray messages = [];
        if (request.SystemMessage is not null)
        {
            messages.Add(ChatMessage.Of("system", request.SystemMessage).Fields);
        }

        foreach (ChatMessage message in
            request.Messages ?? [ChatMessage.Of("user", request.Format.Apply(request.Prompt))])
        {
            messages.Add(message.Fields.DeepClone());
        }

        body["messages"] = messages;
        body.AddKnown(service.ChatLengthField, settings.MaxTokens);
        if (settings.LogProbs is int alternatives)
        {
            body["logprobs"] = true;
            body["top_logprobs"] = alternatives;
        }
    }

    private static void AddShared(JsonObject body, CompletionRequest request)
    {
        CompletionSettings settings = request.Settings;
        body.AddKnown("temperature", settings.Temperature);
        body.AddKnown("top_p", settings.TopP);
        body.AddKnown("n", settings.Count);
        body.AddKnown("presence_penalty", settings.PresencePenalty);
        body.AddKnown("frequency_penalty", settings.FrequencyPenalty);
        body.AddKnown("seed", settings.Seed);
        body.AddKnown("user", settings.User);
        body.AddKnown("response_format", settings.ResponseFormat?.DeepClone());
        if (settings.LogitBias is not null)
        {
            body["logit_bias"] = JsonSerializer.SerializeToNode(settings.LogitBias, WireJson.Options);
        }

        if (request.Format.Stop.Count > 0)
        {
            body["stop"] = request.Format.Stop.Count == 1
                ? request.Format.Stop[0]
                : new JsonArray([.. request.Format.Stop.Select(stop => JsonValue.Create(stop))]);
        }
    }
}
