BeforeAll {
    . $PSScriptRoot/FileFixture.ps1
    Connect-New
    1..3 | ForEach-Object { Set-Content (Join-Path $TestDrive "f$_.jsonl") "{""prompt"":""$_""}" }
    $script:Files = Send-FineTuneFile TestDrive:/f*.jsonl
}

Describe 'Get-FineTuneFile' {
    AfterAll {
        Disconnect-FineTune -All
    }

    It 'lists files, and those of a purpose' {
        (Get-FineTuneFile).Id | Sort-Object | Should -Be ($Files.Id | Sort-Object)
        Get-FineTuneFile -Purpose fine-tune-results | Should -BeNullOrEmpty
    }

    It 'stops early' {
        @(Get-FineTuneFile | Select-Object -First 1).Count | Should -Be 1
    }

    It 'shows files by id and from the pipeline' {
        (Get-FineTuneFile $Files[1].Id).FileName | Should -Be 'f2.jsonl'
        ($Files | Get-FineTuneFile).Id | Should -Be $Files.Id
        ($Files.Id | Get-FineTuneFile).Id | Should -Be $Files.Id
        ([pscustomobject]@{ Id = $Files[0].Id } | Get-FineTuneFile).Id | Should -Be $Files[0].Id
    }

    It 'refuses what is no file' {
        { Get-FineTuneFile @{ x = 1 } } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'gives the text' {
        Get-FineTuneFile $Files[0].Id -Content | Should -Be "{""prompt"":""1""}$([Environment]::NewLine)"
    }

    It 'saves to a path, to a folder under the files'' names, and never over a file without -Force' {
        $saved = Get-FineTuneFile $Files[0].Id -OutputPath TestDrive:/saved.jsonl
        $saved | Should -BeOfType IO.FileInfo
        $saved.PSProvider.Name | Should -Be 'FileSystem' -Because 'the views of files show what the provider knows'
        Get-Content $saved.FullName | Should -Be '{"prompt":"1"}'
        $null = New-Item TestDrive:/folder -ItemType Directory
        ($Files | Get-FineTuneFile -OutputPath TestDrive:/folder).Name | Should -Be 'f1.jsonl', 'f2.jsonl', 'f3.jsonl'
        Get-FineTuneFile $Files[1].Id -OutputPath TestDrive:/saved.jsonl -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Get-Content TestDrive:/saved.jsonl | Should -Be '{"prompt":"1"}'
        $null = Get-FineTuneFile $Files[1].Id -OutputPath TestDrive:/saved.jsonl -Force
        Get-Content TestDrive:/saved.jsonl | Should -Be '{"prompt":"2"}'
        Get-ChildItem $TestDrive -Filter *.part | Should -BeNullOrEmpty
    }

    It 'saves the other files of a pattern when one can''t be saved' {
        $null = New-Item TestDrive:/some -ItemType Directory
        Set-Content TestDrive:/some/f2.jsonl 'mine'
        $saved = Get-FineTuneFile 'file-*' -OutputPath TestDrive:/some -ErrorVariable failure -ErrorAction SilentlyContinue
        $saved.Name | Sort-Object | Should -Be 'f1.jsonl', 'f3.jsonl'
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Get-Content TestDrive:/some/f2.jsonl | Should -Be 'mine'
    }

    It 'writes nothing with -WhatIf' {
        Get-FineTuneFile $Files[0].Id -OutputPath TestDrive:/none.jsonl -WhatIf
        Test-Path TestDrive:/none.jsonl | Should -BeFalse
    }

    It 'goes on after an id that is unknown' {
        $found = 'file-none', $Files[0].Id | Get-FineTuneFile -ErrorVariable failure -ErrorAction SilentlyContinue
        $found.Id | Should -Be $Files[0].Id
        $failure.FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.GetFineTuneFileCommand'
        $failure.TargetObject | Should -Be 'file-none'
    }

    It 'does not climb out of its path' {
        Get-FineTuneFile '..' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }
}
