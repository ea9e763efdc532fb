namespace OpenAIFineTune.Faults;

/// <summary>A request that the server got, and what happened to it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path and query.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
/// <param name="Fault">The fault that it met.</param>
public sealed record RecordedRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, Fault Fault)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path} ({Body.Length} bytes): {Fault.Kind}";
}
