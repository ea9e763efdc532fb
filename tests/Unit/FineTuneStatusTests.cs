namespace OpenAIFineTune.Tests;

public sealed class FineTuneStatusTests
{
    [Theory]
    [InlineData("validating_files", FineTuneStage.Pending)]
    [InlineData("running", FineTuneStage.Running)]
    [InlineData("Canceled", FineTuneStage.Cancelled)]
    [InlineData("never_seen", FineTuneStage.Unknown)]
    public void A_word_stands_for_a_stage_and_is_kept(string word, FineTuneStage stage)
    {
        FineTuneStatus status = word;

        Assert.Equal(stage, status.Stage);
        Assert.Equal(word, status.ToString());
    }
}
