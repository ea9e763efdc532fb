namespace OpenAIFineTune.Api.Uploads;

/// <summary>An upload that has begun, recorded before the file's hash is known, for a run that is cut off.</summary>
/// <param name="Place">The service, organization and project.</param>
/// <param name="Purpose">What the file is for.</param>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When it was written last: another file of that name is another upload.</param>
/// <param name="At">When the upload began.</param>
internal sealed record UploadStart(
    string Place, string Purpose, string Path, long Bytes, DateTime Modified, DateTimeOffset At)
{
    /// <summary>The upload of a file that begins now.</summary>
    public static UploadStart Of(FineTuneClient client, FilePart file, string purpose) => new(
        client.Place, purpose, file.Path, file.Length, File.GetLastWriteTimeUtc(file.Path), client.Time.GetUtcNow());
}
