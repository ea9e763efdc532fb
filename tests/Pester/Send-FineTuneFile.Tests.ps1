BeforeAll {
    . $PSScriptRoot/FileFixture.ps1
    . $PSScriptRoot/FaultServer.ps1
}

Describe 'Send-FineTuneFile' {
    BeforeEach {
        Connect-New
        Set-Content (Join-Path $TestDrive 'a.jsonl') '{"prompt":"a","completion":"b"}'
        Set-Content -LiteralPath (Join-Path $TestDrive 'x [1].jsonl') '{"prompt":"c","completion":"d"}'
    }

    AfterAll {
        Disconnect-FineTune -All
    }

    It 'uploads a file and tells what the service says about it' {
        $file = Send-FineTuneFile TestDrive:/a.jsonl
        $file | Should -BeOfType OpenAIFineTune.FineTuneFile
        $file.FileName | Should -Be 'a.jsonl'
        $file.Purpose | Should -Be 'fine-tune'
        $file.Bytes | Should -Be (Get-Item (Join-Path $TestDrive 'a.jsonl')).Length
    }

    It 'takes wildcards, files from the pipeline and literal paths with brackets' {
        @(Send-FineTuneFile TestDrive:/*.jsonl).Count | Should -Be 2
        (Get-ChildItem $TestDrive -Filter *.jsonl | Send-FineTuneFile).FileName | Should -Be 'a.jsonl', 'x [1].jsonl'
        (Send-FineTuneFile -LiteralPath (Join-Path $TestDrive 'x [1].jsonl')).FileName | Should -Be 'x [1].jsonl'
    }

    It 'uploads the same bytes once, and again with -Force' {
        $first = Send-FineTuneFile TestDrive:/a.jsonl
        (Send-FineTuneFile TestDrive:/a.jsonl).Id | Should -Be $first.Id
        @(Get-FineTuneFile).Count | Should -Be 1
        (Send-FineTuneFile TestDrive:/a.jsonl -Force).Id | Should -Not -Be $first.Id
    }

    It 'sends nothing with -WhatIf' {
        Send-FineTuneFile TestDrive:/a.jsonl -WhatIf | Should -BeNullOrEmpty
        Get-FineTuneFile | Should -BeNullOrEmpty
    }

    It 'goes on after a path that is none: <Path>' -ForEach @(
        @{ Path = 'TestDrive:/missing.jsonl'; Id = 'PathNotFound' }
        @{ Path = 'TestDrive:/*.none'; Id = 'PathNotFound' }
        @{ Path = 'TestDrive:/'; Id = 'PathIsFolder' }
        @{ Path = 'Env:/PATH'; Id = 'PathNotFileSystem' }
    ) {
        $sent = $Path, 'TestDrive:/a.jsonl' | Send-FineTuneFile -ErrorVariable failure -ErrorAction SilentlyContinue
        $sent.FileName | Should -Be 'a.jsonl'
        $failure.FullyQualifiedErrorId | Should -Be "$Id,OpenAIFineTune.Commands.SendFineTuneFileCommand"
        $failure.TargetObject | Should -Be $Path
    }

    It 'says what is refused and why' {
        Send-FineTuneFile TestDrive:/a.jsonl -Purpose nonsense -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -BeLike 'RequestRejected,*'
        $failure[0].Exception.Param | Should -Be 'purpose'
    }

    It 'ends at once when a later command has enough' {
        1..3 | ForEach-Object { Set-Content (Join-Path $TestDrive "many$_.jsonl") "{$_}" }
        $first = Get-ChildItem $TestDrive -Filter many*.jsonl | Send-FineTuneFile | Select-Object -First 1
        @(Get-FineTuneFile).Id | Should -Be $first.Id
    }

    It 'finds the file that arrived when the answer was lost' {
        $server = Start-FaultServer (Join-Path $TestDrive 'lost') @{ Kind = 'ResetAfter'; Method = 'POST'; Path = '/files' }
        $null = Connect-FineTune -BaseUri $server.BaseUri -ApiKey sk-1
        $sent = Send-FineTuneFile TestDrive:/a.jsonl -Verbose 4>&1
        (Get-FineTuneFile).Id | Should -Be $sent[-1].Id
        ($sent | Out-String) | Should -Match 'looking whether it was done[\s\S]+It was done: file-'
        @(Stop-FaultServer $server | Where-Object Method -eq POST).Count | Should -Be 1
    }
}
