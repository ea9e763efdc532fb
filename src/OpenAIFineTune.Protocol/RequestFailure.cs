using System.Text.Json.Nodes;

namespace OpenAIFineTune.Protocol;

/// <summary>A refusal that becomes the protocol's error body.</summary>
internal sealed class RequestFailure(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The request's parameter at fault.</summary>
    public string? Param { get; init; }

    /// <summary>The protocol's code for the fault; clients look at it, so that none is without.</summary>
    public string Code { get; init; } = CodeOf(status);

    /// <summary>The methods that the resource has, where another one was asked for.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>The fault's family.</summary>
    public string Type => Status >= 500 ? "server_error" : "invalid_request_error";

    public static RequestFailure Invalid(string? param, string message, string? code = null)
        => new(400, message) { Param = param, Code = code ?? (param is null ? CodeOf(400) : "invalid_value") };

    public static RequestFailure Missing(string param)
        => Invalid(param, $"'{param}' is required.", "missing_required_parameter");

    public static RequestFailure NotFound(string kind, string id, string param = "id")
        => new(404, $"No such {kind}: {id}") { Param = param, Code = "not_found" };

    public static RequestFailure UnknownModel(string model)
        => new(404, $"The model '{model}' does not exist or you do not have access to it.")
        {
            Param = "model",
            Code = "model_not_found",
        };

    public ProtocolResponse ToResponse()
    {
        JsonObject error = new() { ["message"] = Message, ["type"] = Type, ["param"] = Param, ["code"] = Code };
        ProtocolResponse response = ProtocolResponse.Json(new JsonObject { ["error"] = error }, Status);
        return Allowed.Count == 0 ? response : response.With("Allow", string.Join(", ", Allowed));
    }

    private static string CodeOf(int status) => status switch
    {
        408 => "request_timeout",
        413 or 431 => "request_too_large",
        417 => "expectation_failed",
        501 => "not_implemented",
        505 => "http_version_not_supported",
        >= 500 => "internal_error",
        _ => "invalid_request",
    };
}
