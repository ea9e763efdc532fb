BeforeAll {
    . $PSScriptRoot/FileFixture.ps1
}

Describe 'Remove-FineTuneFile' {
    BeforeEach {
        Connect-New
        Set-Content (Join-Path $TestDrive 'a.jsonl') '{"prompt":"a"}'
        $script:File = Send-FineTuneFile TestDrive:/a.jsonl
    }

    AfterAll {
        Disconnect-FineTune -All
    }

    It 'deletes by id and from the pipeline, and writes nothing' {
        Remove-FineTuneFile $File.Id | Should -BeNullOrEmpty
        Send-FineTuneFile TestDrive:/a.jsonl | Remove-FineTuneFile
        Get-FineTuneFile | Should -BeNullOrEmpty
    }

    It 'deletes nothing with -WhatIf' {
        $File | Remove-FineTuneFile -WhatIf
        (Get-FineTuneFile).Id | Should -Be $File.Id
    }

    It 'goes on after an id that is unknown' {
        'file-none', $File.Id | Remove-FineTuneFile -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.RemoveFineTuneFileCommand'
        Get-FineTuneFile | Should -BeNullOrEmpty
    }

    It 'refuses what is no file' {
        { Remove-FineTuneFile @{ Status = 'x' } } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}
