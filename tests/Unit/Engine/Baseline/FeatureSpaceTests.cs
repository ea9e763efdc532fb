using OpenAIFineTune.Engine.Baseline;

namespace OpenAIFineTune.Tests.Engine.Baseline;

public sealed class FeatureSpaceTests
{
    [Fact]
    public void KeepsTheMostFrequentFeaturesWhenNotAllFit()
    {
        string[] texts = [.. Enumerable.Range(0, 50).Select(i => $"common {i}x{i}")];
        FeatureSpace all = FeatureSpace.Fit(texts, int.MaxValue, earlier: null, CancellationToken.None);
        FeatureSpace few = FeatureSpace.Fit(texts, 40, earlier: null, CancellationToken.None);
        Assert.InRange(few.RowCount, 1, 40);
        Assert.True(all.RowCount > 40);
        Assert.Equal(
            new TextVectorizer(all).Vectorize("common").Rows.Length,
            new TextVectorizer(few).Vectorize("common").Rows.Length);
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    public void OfManyTextsWhatOnlyOneHasIsLeftOut(int count, bool isKept)
    {
        string[] texts = [.. Enumerable.Repeat("the same words", count - 1), "☃"];
        FeatureSpace space = FeatureSpace.Fit(texts, int.MaxValue, earlier: null, CancellationToken.None);
        Assert.Equal(isKept ? 2 : 1, new TextVectorizer(space).Vectorize("☃").Rows.Length);
    }

    [Fact]
    public void WordsAndRunsOfCharactersHaveTheSameLength()
    {
        FeatureSpace space = FeatureSpace.Fit(["a word: internationalization, one"], 1000, null, CancellationToken.None);
        FeatureVector vector = new TextVectorizer(space).Vectorize("internationalization one");
        int words = vector.Rows.Count(row => row < space.WordRows);
        Assert.Equal(0.5, vector.Values.Take(words).Sum(value => value * value), 4);
        Assert.Equal(0.5, vector.Values.Skip(words).SkipLast(1).Sum(value => value * value), 4);
        Assert.Equal(1, vector.Values[^1]);
    }

    [Fact]
    public void A_word_is_as_rare_as_the_texts_that_have_it_however_often_each_repeats_it()
    {
        FeatureSpace space = FeatureSpace.Fit(["☃", "★", "none", "★ none ★ none ★"], 1000, null, CancellationToken.None);

        Assert.Equal(RarityOf("★"), RarityOf("none"));
        Assert.True(RarityOf("★") < RarityOf("☃"));

        float RarityOf(string text) => space.RarityOf(new TextVectorizer(space).Vectorize(text).Rows[0]);
    }
}
