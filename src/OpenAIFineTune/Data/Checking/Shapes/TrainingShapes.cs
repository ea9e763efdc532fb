namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>The lines that OpenAI trains on: the three FineTune…RequestInput of its API description 2.3.0.</summary>
internal static class TrainingShapes
{
    private const int MostFunctions = 128;
    private const int LongestName = 64;

    private static readonly ValueShape s_text = new(
        value => value.ValueKind == JsonValueKind.String, "is no text.", "Write it in double quotes.");

    private static readonly ValueShape s_flag = new(
        value => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "is neither true nor false.", "Write true or false, without quotes.");

    private static readonly ValueShape s_weight = new(
        value => value.ValueKind == JsonValueKind.Number && value.GetDouble() is (0 or 1),
        "is neither 0 nor 1.", "Use 0 or 1.");

    private static readonly Key s_name = new("name", s_text);

    private static readonly ObjectShape s_textPart = new(
        new Key("type", s_text), new Key("text", s_text) { IsNeeded = true });

    private static readonly ObjectShape s_imagePart = new(
        new Key("type", s_text),
        new Key("image_url", new ObjectShape(
            new Key("url", Text(IsImage, "is no http, https or data:image address"))
            {
                IsNeeded = true,
            },
            new Key("detail", Word("auto", "low", "high")))) { IsNeeded = true });

    private static readonly ObjectShape s_refusalPart = new(
        new Key("type", s_text), new Key("refusal", s_text) { IsNeeded = true });

    private static readonly ObjectShape s_called = new(
        new Key("name", s_text) { IsNeeded = true }, new Key("arguments", s_text) { IsNeeded = true });

    private static readonly ObjectShape s_call = new(
        new Key("id", s_text) { IsNeeded = true },
        new Key("type", Word("function")) { IsNeeded = true },
        new Key("function", s_called) { IsNeeded = true });

    private static readonly ObjectShape s_function = new(
        new Key("name", Text(IsFunctionName, "is not 1 to 64 letters, digits, _ and -"))
        {
            IsNeeded = true,
        },
        new Key("description", s_text),
        new Key("parameters", new ObjectShape()),
        new Key("strict", s_flag) { MayBeNull = true });

    private static readonly Key s_tools = new("tools", new ListShape(new ObjectShape(
        new Key("type", Word("function")) { IsNeeded = true },
        new Key("function", s_function) { IsNeeded = true }))) { Rule = "InvalidTool" };

    private static readonly Key s_parallel = new("parallel_tool_calls", s_flag) { Rule = "InvalidTool" };

    private static readonly Key s_functions =
        new("functions", new ListShape(s_function) { Least = 1, Most = MostFunctions }) { Rule = "InvalidTool" };

    private static readonly ObjectShape s_system = Message(Content("text"), s_name);

    private static readonly ObjectShape s_user = Message(Content("text", "image_url"), s_name);

    private static readonly ObjectShape s_assistant = Message(
        Content("text", "refusal") with { IsNeeded = false, MayBeNull = true },
        s_name,
        new Key("refusal", s_text) { MayBeNull = true },
        new Key("audio", new ObjectShape(new Key("id", s_text) { IsNeeded = true })) { MayBeNull = true },
        new Key("tool_calls", new ListShape(s_call)) { Rule = "InvalidTool" },
        new Key("function_call", s_called) { MayBeNull = true, Rule = "InvalidTool" },
        new Key("weight", s_weight) { Rule = "InvalidWeight" });

    private static readonly ObjectShape s_toolAnswer = Message(
        Content("text"), new Key("tool_call_id", s_text) { IsNeeded = true, Rule = "InvalidTool" });

    private static readonly ObjectShape s_functionAnswer = Message(
        new Key("content", s_text) { IsNeeded = true, MayBeNull = true }, s_name with { IsNeeded = true });

    private static readonly TaggedShape s_chatMessage = new("role", "UnknownRole", new()
    {
        ["system"] = s_system,
        ["user"] = s_user,
        ["assistant"] = s_assistant,
        ["tool"] = s_toolAnswer,
        ["function"] = s_functionAnswer,
    });

    private static readonly TaggedShape s_reinforcedMessage = new("role", "UnknownRole", new()
    {
        ["developer"] = s_system,
        ["user"] = s_user,
        ["assistant"] = s_assistant,
        ["tool"] = s_toolAnswer,
    });

    private static readonly ListShape s_oneAnswer =
        new(new TaggedShape("role", "InvalidOutput", new() { ["assistant"] = s_assistant })) { Least = 1, Most = 1 };

    /// <summary>A prompt and its completion.</summary>
    public static Shape PromptCompletion { get; } = new ObjectShape(
        new Key("prompt", s_text) { IsNeeded = true, Rule = "InvalidContent" },
        new Key("completion", s_text) { IsNeeded = true, Rule = "InvalidContent" })
    {
        OtherKeys = FineTuneSeverity.Warning,
    };

    /// <summary>A conversation to learn from.</summary>
    public static Shape Chat { get; } = new ObjectShape(Messages(s_chatMessage), s_tools, s_parallel, s_functions)
    {
        OtherKeys = FineTuneSeverity.Warning,
    };

    /// <summary>A conversation with a better and a worse answer.</summary>
    public static Shape Preference { get; } = new ObjectShape(
        new Key("input", new ObjectShape(Messages(s_chatMessage), s_tools, s_parallel)
        {
            OtherKeys = FineTuneSeverity.Warning,
        })
        {
            IsNeeded = true,
        },
        new Key("preferred_output", s_oneAnswer) { IsNeeded = true, Rule = "InvalidOutput" },
        new Key("non_preferred_output", s_oneAnswer) { IsNeeded = true, Rule = "InvalidOutput" })
    {
        OtherKeys = FineTuneSeverity.Warning,
    };

    /// <summary>A conversation to be answered; its other keys are for the grader.</summary>
    public static Shape Reinforcement { get; } = new ObjectShape(Messages(s_reinforcedMessage), s_tools);

    private static Key Messages(TaggedShape message) => new("messages", new ListShape(message) { Least = 1 })
    {
        IsNeeded = true,
        Rule = "MissingKey",
    };

    private static ObjectShape Message(params Key[] keys)
        => new([new Key("role", s_text), .. keys.Select(key => key with { Rule = key.Rule ?? "InvalidContent" })])
        {
            OtherKeys = FineTuneSeverity.Error,
        };

    private static Key Content(params string[] types)
    {
        Dictionary<string, ObjectShape> parts = new()
        {
            ["text"] = s_textPart,
            ["image_url"] = s_imagePart,
            ["refusal"] = s_refusalPart,
        };
        TaggedShape part = new("type", "InvalidContent", types.ToDictionary(type => type, type => parts[type]));
        return new Key("content", new EitherShape(new ListShape(part) { Least = 1 }))
        {
            IsNeeded = true,
            MissingRule = "MissingContent",
            Rule = "InvalidContent",
        };
    }

    private static ValueShape Word(params string[] words)
        => Text(words.Contains, $"is not {string.Join(" or ", words.Select(word => $"'{word}'"))}");

    private static ValueShape Text(Func<string, bool> isGood, string fault) => new(
        value => isGood(value.GetString()!), $"{fault}.", "See OpenAI's description of chat completions.")
    {
        Kind = s_text,
    };

    private static bool IsFunctionName(string name)
        => name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static bool IsImage(string address)
        => address.StartsWith("data:image/", StringComparison.Ordinal)
            || (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https");
}
