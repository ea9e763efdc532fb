using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Store;

/// <summary>The version of what is in a state folder.</summary>
internal sealed record StateFormat(int Version) : StoredRecord
{
    private const int Current = 1;

    /// <summary>
    /// Refuses a folder of a newer version, whose meaning is unknown here; marks one that is not marked.
    /// </summary>
    public static void Require(StateFolder state)
    {
        string path = Path.Combine(state.Root, "format.json");
        if (state.TryRead<StateFormat>(path) is not StateFormat found)
        {
            state.Write(path, new StateFormat(Current));
        }
        else if (found.Version > Current)
        {
            throw new KnownFailure(
                "StateFolderNewer",
                $"The folder '{state.Root}' is of a newer version of this module "
                    + $"(format {found.Version}; this one knows {Current}).")
            {
                Target = state.Root,
                Advice = "Update the module, or name another folder with -StatePath.",
            };
        }
    }

    public override bool Fits(string path) => Version > 0;
}
