using OpenAIFineTune.Data.Checking;

namespace OpenAIFineTune.Tests.Data.Checking;

public sealed class UploadCheckTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Few_good_lines_are_for_the_service_to_judge()
    {
        File.WriteAllText(_path, """{"prompt":"a ->","completion":" b"}""" + "\n");

        UploadCheck.Require(_path, format: null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_table_is_refused_with_what_it_is_and_what_to_do()
    {
        File.WriteAllText(_path, "Question,Team\nWhere?,billing\n");

        FineTuneException error = Assert.Throws<FineTuneException>(
            () => UploadCheck.Require(_path, format: null, TestContext.Current.CancellationToken));

        Assert.Equal("InvalidExample", error.ErrorId);
        Assert.Contains("no lines of JSON", error.Message, StringComparison.Ordinal);
        Assert.Contains("ConvertTo-FineTuneJsonl", error.Advice, StringComparison.Ordinal);
    }
}
