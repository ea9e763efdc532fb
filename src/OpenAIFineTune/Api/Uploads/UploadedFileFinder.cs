using OpenAIFineTune.Api.Files;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>Finds a file at the service by its bytes, for when the answer to its upload was lost.</summary>
/// <param name="files">The service's files.</param>
/// <param name="since">When the upload began.</param>
internal sealed class UploadedFileFinder(FilesClient files, DateTimeOffset since)
{
    // Our clock and the service's may differ.
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The file with these bytes; null when there is none.</summary>
    public async Task<FineTuneFile?> FindAsync(UploadRecord record, CancellationToken cancellation)
    {
        await foreach (FineTuneFile there in files.ListAsync(record.Purpose, cancellation).ConfigureAwait(false))
        {
            if (there.Bytes == record.File.Length
                && there.FileName == record.File.FileName
                && await IsSameAsync(there, record, cancellation).ConfigureAwait(false))
            {
                return there;
            }
        }

        return null;
    }

    private async Task<bool> IsSameAsync(FineTuneFile there, UploadRecord record, CancellationToken cancellation)
    {
        try
        {
            string hash = await files.ContentOf(there.Id)
                .ReadAsync(FilePart.HashOfAsync, there.Bytes, cancellation).ConfigureAwait(false);
            return hash == await record.HashAsync().ConfigureAwait(false);
        }
        catch (FineTuneException e) when (e.ErrorId == "AnswerTooLong")
        {
            return false; // Ours has as many bytes as it was described with.
        }
        catch (ApiException e) when (
            e.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            // Some services do not give training files back. Then the name, the size and the time have to do.
            return there.CreatedAt > since - s_clockSkew;
        }
    }
}
