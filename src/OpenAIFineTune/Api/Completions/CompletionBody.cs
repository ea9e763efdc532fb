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
        Add(body, "max_tokens", settings.MaxTokens);
        Add(body, "logprobs", settings.LogProbs);
        Add(body, "best_of", settings.BestOf);
        Add(body, "suffix", settings.Suffix);
        if (settings.Echo)
        {
            body["echo"] = true;
        }
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
        Add(body, service.ChatLengthField, settings.MaxTokens);
        if (settings.LogProbs is int alternatives)
        {
            body["logprobs"] = true;
            body["top_logprobs"] = alternatives;
        }
    }

    private static void AddShared(JsonObject body, CompletionRequest request)
    {
        CompletionSettings settings = request.Settings;
        Add(body, "temperature", settings.Temperature);
        Add(body, "top_p", settings.TopP);
        Add(body, "n", settings.Count);
        Add(body, "presence_penalty", settings.PresencePenalty);
        Add(body, "frequency_penalty", settings.FrequencyPenalty);
        Add(body, "seed", settings.Seed);
        Add(body, "user", settings.User);
        Add(body, "response_format", settings.ResponseFormat?.DeepClone());
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

    private static void Add(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }
}
