using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.Tests.PowerShell.Session;

public sealed class LocalConnectionTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_named_with_what_to_do()
    {
        FineTuneException error = Assert.Throws<FineTuneException>(() => LocalConnection.Create(null, _file));

        Assert.Equal(("FileAccessFailed", _file), (error.ErrorId, error.Target));
        Assert.Contains($"'{_file}' as its folder", error.Message, StringComparison.Ordinal);
        Assert.Contains("-StatePath", error.Advice, StringComparison.Ordinal);
    }
}
