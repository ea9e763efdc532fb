using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenAIFineTune.Engine.Store;

/// <summary>What is kept as one file of JSON.</summary>
internal abstract record StoredRecord
{
    /// <summary>Fields that only a newer version of the module knows; they are written again as they were.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>
    /// True when nothing is missing that the engine relies on, and the record is the one of that path.
    /// </summary>
    public abstract bool Fits(string path);
}
