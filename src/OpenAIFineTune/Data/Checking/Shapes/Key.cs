namespace OpenAIFineTune.Data.Checking.Shapes;

/// <summary>A key of an object, with the shape of its value.</summary>
internal sealed record Key(string Name, Shape Shape)
{
    /// <summary>True when the object can't be without it.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>The rule by which an object without it is refused; null for that of the object.</summary>
    public string? MissingRule { get; init; }

    /// <summary>True when null stands for no value.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>The rule by which its value is refused; null for that of the object.</summary>
    public string? Rule { get; init; }
}
