using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace OpenAIFineTune.Tests.Engine;

public sealed class FileRoutesTests
{
    [Fact]
    public async Task A_file_is_kept_as_it_came()
    {
        await using LocalService service = new();
        const string Content = "{\"prompt\":\"ä\\n\"}\r\n--not-a-boundary\r\n\r\n";

        string id = await service.UploadAsync(Content, name: "a b.jsonl");

        JsonElement file = await service.GetAsync($"files/{id}");
        Assert.Equal("a b.jsonl", file.GetProperty("filename").GetString());
        Assert.Equal("processed", file.GetProperty("status").GetString());
        Assert.Equal(
            Content, await service.Http.GetStringAsync($"files/{id}/content", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pages_hold_each_file_once_in_the_order_asked_for()
    {
        await using LocalService service = new();
        List<string> uploaded = [];
        for (int i = 0; i < 5; i++)
        {
            uploaded.Add(await service.UploadAsync($"{i}"));
        }

        List<string> listed = [];
        string after = "";
        bool hasMore = true;
        while (hasMore)
        {
            JsonElement page = await service.GetAsync($"files?order=asc&limit=2{after}");
            listed.AddRange(
                page.GetProperty("data").EnumerateArray().Select(file => file.GetProperty("id").GetString()!));
            Assert.Equal(listed[^1], page.GetProperty("last_id").GetString());
            after = $"&after={listed[^1]}";
            hasMore = page.GetProperty("has_more").GetBoolean();
        }

        Assert.Equal(uploaded, listed);
    }

    [Fact]
    public async Task A_list_can_be_of_one_purpose()
    {
        await using LocalService service = new();
        _ = await service.UploadAsync("a", "fine-tune");
        string batch = await service.UploadAsync("b", "batch");

        JsonElement list = await service.GetAsync("files?purpose=batch");

        Assert.Equal(
            [batch], list.GetProperty("data").EnumerateArray().Select(file => file.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_deleted_file_is_gone_from_the_disk_too()
    {
        await using LocalService service = new();
        string id = await service.UploadAsync("a");

        JsonElement answer = await service.DeleteAsync($"files/{id}");

        Assert.True(answer.GetProperty("deleted").GetBoolean());
        JsonElement error = await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"files/{id}");
        Assert.Contains(id, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(service.Folder, "files")));
    }

    [Fact]
    public async Task A_file_expires_when_it_was_to()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using LocalService service = new(time: time);
        using MultipartFormDataContent form = new()
        {
            { new StringContent("text"), "file", "a.jsonl" },
            { new StringContent("fine-tune"), "purpose" },
            { new StringContent("created_at"), "expires_after[anchor]" },
            { new StringContent("3600"), "expires_after[seconds]" },
        };
        using HttpResponseMessage response =
            await service.Http.PostAsync("files", form, TestContext.Current.CancellationToken);
        string id = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .RootElement.GetProperty("id").GetString()!;
        _ = await service.GetAsync($"files/{id}");

        time.Advance(TimeSpan.FromHours(1));

        _ = await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"files/{id}");
    }

    [Theory]
    [InlineData("file-none")]
    [InlineData("..%2Fjobs")]
    [InlineData("file-aaaaaaaaaaaaaaaaaaaaaaa.")]
    [InlineData("file-AAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_unknown_file_is_not_found(string id)
    {
        await using LocalService service = new();

        _ = await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"files/{id}");
        _ = await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"files/{id}/content");
        _ = await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Delete, $"files/{id}");
    }

    [Fact]
    public async Task A_form_without_a_file_or_with_a_wrong_purpose_is_refused()
    {
        await using LocalService service = new();
        using MultipartFormDataContent noFile = new() { { new StringContent("fine-tune"), "purpose" } };
        using MultipartFormDataContent noPurpose = new() { { new StringContent("x"), "file", "a" } };

        JsonElement first = await service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "files", noFile);
        JsonElement second = await service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "files", noPurpose);

        Assert.Equal("file", first.GetProperty("param").GetString());
        Assert.Equal("purpose", second.GetProperty("param").GetString());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(service.Folder, "tmp")));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=many")]
    [InlineData("order=sideways")]
    [InlineData("after=file-none")]
    public async Task A_bad_query_names_its_parameter(string query)
    {
        await using LocalService service = new();

        JsonElement error = await service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Get, $"files?{query}");

        Assert.Equal(query.Split('=')[0], error.GetProperty("param").GetString());
    }
}
