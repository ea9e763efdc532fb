namespace OpenAIFineTune.Bench;

/// <summary>An input of some kind and size in a folder, written when its path is first asked for.</summary>
internal sealed record Sample(string Folder, SampleKind Kind, int Rows)
{
    /// <summary>Where it lies.</summary>
    public string Path
    {
        get
        {
            string path = System.IO.Path.Combine(Folder, Kind.Name + Kind.Extension);
            if (!File.Exists(path))
            {
                Kind.Write(path, Rows);
            }

            return path;
        }
    }

    /// <summary>What the names of the files made of it begin with.</summary>
    public string Output => System.IO.Path.Combine(Folder, Kind.Name + "-out");
}
