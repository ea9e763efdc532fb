namespace OpenAIFineTune.Data.Writing;

/// <summary>
/// Files that make way for new ones: put aside first, and brought back unless all new ones got their names.
/// </summary>
internal sealed class ReplacedFiles(string folder) : IDisposable
{
    private readonly List<(string Path, string Aside)> _files = [];
    private bool _isComplete;

    /// <summary>Takes a file out of the way, if there is one.</summary>
    public void PutAside(string path)
    {
        if (File.Exists(path))
        {
            string aside = TemporaryFile.NewName(folder);
            TemporaryFile.Rename(path, aside, path);
            _files.Add((path, aside));
        }
    }

    /// <summary>The new files are in place.</summary>
    public void Complete() => _isComplete = true;

    public void Dispose()
    {
        foreach ((string path, string aside) in _files)
        {
            if (_isComplete)
            {
                File.Delete(aside);
            }
            else
            {
                File.Move(aside, path, overwrite: true);
            }
        }
    }
}
