using Amazon.S3.Model;

class Scenery
{
    async Task Show(Amazon.S3.IAmazonS3 s3, string lockPath, string bucket, string holder)
    {
        await Task.Yield();
        /* statements */
    }
}

namespace Amazon.S3
{
    interface IAmazonS3
    {
        Task PutObjectAsync(PutObjectRequest request);
    }
}

namespace Amazon.S3.Model
{
    class PutObjectRequest
    {
        public string? BucketName { get; set; }
        public string? Key { get; set; }
        public string? ContentBody { get; set; }
        public string? IfNoneMatch { get; set; }
        public string? IfMatch { get; set; }
    }
}
