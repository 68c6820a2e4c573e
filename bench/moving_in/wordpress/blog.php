<?php
/**
 * Fills a fresh WordPress with a blog that holds one of everything, and tells on stdout, as JSON, what it holds:
 * read back from WordPress itself, so that the comparison is with WordPress and not with our intentions.
 *
 * Usage: php blog.php fill | php blog.php export | php blog.php state | php blog.php import FILE
 */

$_SERVER['HTTP_HOST'] = 'sommer-maler.example';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
if ( in_array( $argv[1], array( 'fill', 'install' ), true ) ) {
	define( 'WP_INSTALLING', true );
}
define( 'WP_ADMIN', true );
require dirname( __FILE__ ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

// The blog is German; WordPress has no other language files here, and needs none for its exports.
add_filter( 'locale', fn() => 'de_DE' );
// The quotes to share come from a plugin that is not here; readers would see their text.
add_shortcode( 'bctt', fn( $attributes ) => '<p>' . esc_html( $attributes['tweet'] ?? '' ) . '</p>' );
// WordPress's own curly quotes and emoji pictures are presentation, not text.
remove_filter( 'the_content', 'wptexturize' );
remove_filter( 'the_content', 'convert_smilies', 20 );
remove_filter( 'comment_text', 'wptexturize' );
remove_filter( 'comment_text', 'convert_smilies', 20 );

function picture( string $name, string $alt, string $caption, int $parent = 0 ): int {
	$uploads = wp_upload_dir( '2014/03' );
	$file    = $uploads['path'] . '/' . $name;
	$image   = imagecreatetruecolor( 1600, 1200 );
	mt_srand( crc32( $name ) );
	for ( $i = 0; $i < 40; $i++ ) {
		$colour = imagecolorallocate( $image, mt_rand( 0, 255 ), mt_rand( 0, 255 ), mt_rand( 0, 255 ) );
		imagefilledellipse( $image, mt_rand( 0, 1600 ), mt_rand( 0, 1200 ), mt_rand( 50, 500 ), mt_rand( 50, 500 ), $colour );
	}
	imagejpeg( $image, $file, 80 );
	$id = wp_insert_attachment(
		array( 'post_mime_type' => 'image/jpeg', 'post_title' => pathinfo( $name, PATHINFO_FILENAME ), 'post_excerpt' => $caption, 'post_status' => 'inherit' ),
		$file, $parent
	);
	wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $file ) );
	update_post_meta( $id, '_wp_attachment_image_alt', $alt );
	return $id;
}

function post( array $fields ): int {
	$id = wp_insert_post( wp_slash( $fields + array( 'post_status' => 'publish', 'post_type' => 'post' ) ), true );
	if ( is_wp_error( $id ) ) {
		fwrite( STDERR, $id->get_error_message() . "\n" );
		exit( 3 );
	}
	return $id;
}

function answer( int $post, string $name, string $text, array $more = array() ): int {
	return wp_insert_comment( wp_slash( $more + array(
		'comment_post_ID' => $post, 'comment_author' => $name, 'comment_author_email' => sanitize_title( $name ) . '@leser.example',
		'comment_author_url' => '', 'comment_content' => $text, 'comment_approved' => 1, 'comment_type' => 'comment',
		'comment_date' => '2014-03-05 09:00:00', 'comment_date_gmt' => '2014-03-05 08:00:00', 'comment_author_IP' => '192.0.2.7',
	) ) );
}

function fill(): void {
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	wp_install( 'Malerbetrieb Sommer', 'katrin', 'katrin@sommer-maler.example', true, '', 'geheim-und-lang-7' );
	foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'numberposts' => -1, 'post_status' => 'any' ) ) as $sample ) {
		wp_delete_post( $sample->ID, true );
	}
	update_option( 'timezone_string', 'Europe/Berlin' );
	global $wp_rewrite;
	$wp_rewrite->set_permalink_structure( '/%year%/%monthnum%/%postname%/' );
	$wp_rewrite->flush_rules( false );
	create_initial_taxonomies();

	wp_update_user( array( 'ID' => 1, 'display_name' => 'Katrin Sommer', 'first_name' => 'Katrin', 'last_name' => 'Sommer', 'description' => "Malermeisterin.\nMisst gern nach, auch nachts & »zwischendurch«." ) );
	$jonas  = wp_insert_user( array( 'user_login' => 'jonas', 'user_pass' => 'auch-geheim-9', 'user_email' => 'jonas@sommer-maler.example', 'display_name' => 'Jonas Öztürk-Sommer', 'description' => 'Geselle, streicht draußen.', 'role' => 'author' ) );
	$meryem = wp_insert_user( array( 'user_login' => 'meryem', 'user_pass' => 'auch-geheim-9', 'user_email' => 'meryem@sommer-maler.example', 'display_name' => 'Meryem "Mia" Aydin', 'description' => '', 'role' => 'author' ) );
	$people = array( 1, $jonas, $meryem );

	$farbe   = wp_insert_term( 'Farbe & Putz', 'category', array( 'slug' => 'farbe' ) )['term_id'];
	$kalk    = wp_insert_term( 'Kalk', 'category', array( 'slug' => 'kalk', 'parent' => $farbe ) )['term_id'];
	$sumpf   = wp_insert_term( 'Sumpfkalk', 'category', array( 'slug' => 'sumpfkalk', 'parent' => $kalk ) )['term_id'];
	$betrieb = wp_insert_term( 'Aus dem Betrieb', 'category', array( 'slug' => 'betrieb' ) )['term_id'];
	$topics  = array( $farbe, $kalk, $sumpf, $betrieb );
	$tags    = array( 'Keller', 'Bad, Dusche', 'Grün & Blau', 'Lüften', 'C++', '"Zitat"' );

	$eimer   = picture( 'eimer.jpg', 'Drei Zinkeimer vor einer "weißen" Wand', 'Eimer & Kalk, frisch gelöscht' );
	$wand    = picture( 'wand-groß.jpg', 'Eine Wand, halb gestrichen', '' );
	$fenster = picture( 'fenster.jpg', '', 'Fenster nach Süden' );
	$titel   = picture( 'titel.jpg', 'Pinsel <neu> & Rolle', '' );
	$big     = wp_get_attachment_image_src( $eimer, 'large' )[0];
	$small   = wp_get_attachment_image_src( $wand, 'medium' )[0];
	$whole   = wp_get_attachment_url( $fenster );
	$home    = home_url();
	$shared  = post( array( 'post_type' => 'wp_block', 'post_title' => 'Hinweis', 'post_content' => "<!-- wp:paragraph -->\n<p>Bitte <em>Schutzbrille</em> tragen.</p>\n<!-- /wp:paragraph -->" ) );

	$blocks = <<<HTML
<!-- wp:paragraph -->
<p>Im Keller sind es <strong>zwölf Grad</strong>, sagt das <a href="$home/2014/04/klassisch-geschrieben/#lack" title="Zum Lack">Thermometer</a>. Ein * Stern, ein _Strich_, 5 &lt; 6 &amp; 7 &gt; 3, 1. Mai, C:\\Pfad und [Klammern].</p>
<!-- /wp:paragraph -->

<!-- wp:heading {"level":2} -->
<h2 class="wp-block-heading" id="eimer">Drei <em>Eimer</em> &amp; ein Sack</h2>
<!-- /wp:heading -->

<!-- wp:image {"id":$eimer,"sizeSlug":"large","linkDestination":"media"} -->
<figure class="wp-block-image size-large"><a href="{$whole}"><img src="$big" alt="Drei Zinkeimer vor einer &quot;weißen&quot; Wand" class="wp-image-$eimer"/></a><figcaption>Zeichnung: <em>Katrin</em></figcaption></figure>
<!-- /wp:image -->

<!-- wp:image {"id":$wand,"sizeSlug":"medium"} -->
<figure class="wp-block-image size-medium"><img src="$small" alt="" class="wp-image-$wand"/></figure>
<!-- /wp:image -->

<!-- wp:shortcode -->
[bctt tweet="Kalk ist basisch, aber nicht billig." via="no"]
<!-- /wp:shortcode -->

<!-- wp:list {"ordered":true} -->
<ol><li>anrühren<ul><li>mit Wasser</li><li>ohne Eile</li></ul></li><li>streichen</li></ol>
<!-- /wp:list -->

<!-- wp:quote -->
<blockquote class="wp-block-quote"><p>Wer lüftet, gewinnt.</p><cite>Großvater</cite></blockquote>
<!-- /wp:quote -->

<!-- wp:table -->
<figure class="wp-block-table"><table><thead><tr><th>Eimer</th><th>Preis</th></tr></thead><tbody><tr><td>1 | a</td><td>5 €</td></tr><tr><td>zwei</td><td>9 €</td></tr></tbody></table></figure>
<!-- /wp:table -->

<!-- wp:code -->
<pre class="wp-block-code"><code>if (kalk &lt; 3) { mehr(); }
    # eingerückt</code></pre>
<!-- /wp:code -->

<!-- wp:columns -->
<div class="wp-block-columns"><!-- wp:column -->
<div class="wp-block-column"><!-- wp:paragraph -->
<p>Linke Spalte.</p>
<!-- /wp:paragraph --></div>
<!-- /wp:column -->

<!-- wp:column -->
<div class="wp-block-column"><!-- wp:paragraph -->
<p>Rechte Spalte.</p>
<!-- /wp:paragraph --></div>
<!-- /wp:column --></div>
<!-- /wp:columns -->

<!-- wp:gallery {"linkTo":"none"} -->
<figure class="wp-block-gallery has-nested-images columns-default is-cropped"><!-- wp:image {"id":$wand} -->
<figure class="wp-block-image"><img src="$small" alt="Eine Wand, halb gestrichen" class="wp-image-$wand"/><figcaption>Wand eins</figcaption></figure>
<!-- /wp:image -->

<!-- wp:image {"id":$fenster} -->
<figure class="wp-block-image"><img src="$whole" alt="Fenster von innen" class="wp-image-$fenster"/></figure>
<!-- /wp:image --></figure>
<!-- /wp:gallery -->

<!-- wp:media-text {"mediaId":$eimer,"mediaType":"image"} -->
<div class="wp-block-media-text"><figure class="wp-block-media-text__media"><img src="$big" alt="Eimer daneben" class="wp-image-$eimer size-full"/></figure><div class="wp-block-media-text__content"><!-- wp:paragraph -->
<p>Text neben dem Bild.</p>
<!-- /wp:paragraph --></div></div>
<!-- /wp:media-text -->

<!-- wp:block {"ref":$shared} /-->

<!-- wp:buttons -->
<div class="wp-block-buttons"><!-- wp:button -->
<div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="$home/ueber-uns/">Über uns</a></div>
<!-- /wp:button --></div>
<!-- /wp:buttons -->

<!-- wp:separator -->
<hr class="wp-block-separator has-alpha-channel-opacity"/>
<!-- /wp:separator -->

<!-- wp:pullquote -->
<figure class="wp-block-pullquote"><blockquote><p>Kalk kann warten.</p><cite>Jonas</cite></blockquote></figure>
<!-- /wp:pullquote -->

<!-- wp:verse -->
<pre class="wp-block-verse">Erst der Putz,
dann der Schutz.</pre>
<!-- /wp:verse -->

<!-- wp:file {"href":"$whole"} -->
<div class="wp-block-file"><a href="$whole">Merkblatt</a></div>
<!-- /wp:file -->
HTML;
	$classic = <<<HTML
Erster Absatz im alten Editor
mit Umbruch &amp; »Zeichen« — und 🎨.

[caption id="attachment_$eimer" align="alignnone" width="300"]<img class="size-medium wp-image-$eimer" src="$big" alt="Eimer [neu]" width="300" height="225" /> Foto: <a href="https://jonas.example/">Jonas</a>, 2014[/caption]

<h3 id="lack">Lack</h3>
[bctt tweet="Fenster zuerst, dann die Wand." username="sommermaler"]
Text unter dem Zitat mit <del>Fehler</del> und H<sub>2</sub>O.

[gallery ids="$wand,$fenster"]

<ul>
	<li>eins</li>
	<li>zwei <b>fett</b></li>
</ul>
<blockquote>Zitat eins

Zitat zwei</blockquote>
<!--more-->

Danach. Siehe <a href="$home/2014/03/kalk-im-keller/">Kalk</a> und <a href="$home/?p=99999">verloren</a>.

[kontakt_formular id="5" title="Schreiben Sie"]

<pre>  fester   Text
&lt;b&gt;roh&lt;/b&gt;</pre>
HTML;

	$ids   = array();
	$ids[] = post( array( 'post_title' => 'Kalk im Keller & »drumherum«', 'post_name' => 'kalk-im-keller', 'post_content' => $blocks, 'post_excerpt' => 'Drei Eimer, ein Keller & viel Geduld.', 'post_date' => '2014-03-01 10:00:00', 'post_author' => 1, 'post_category' => array( $sumpf, $betrieb ), 'tags_input' => array( 'Keller', 'Grün & Blau' ) ) );
	set_post_thumbnail( $ids[0], $titel );
	add_post_meta( $ids[0], 'untertitel', 'Ein Versuch & mehr' );
	stick_post( $ids[0] );
	$ids[] = post( array( 'post_title' => 'Klassisch geschrieben', 'post_content' => $classic, 'post_date' => '2014-04-02 23:30:00', 'post_author' => $jonas, 'post_category' => array( $kalk ), 'tags_input' => array( 'Bad, Dusche', 'C++', '"Zitat"' ) ) );
	$ids[] = post( array( 'post_title' => 'Übergrößenträger: ä ö ü ß', 'post_content' => '<!-- wp:paragraph --><p>Nur Umlaute: ÄÖÜß und „Anführung“.</p><!-- /wp:paragraph -->', 'post_date' => '2014-07-15 08:00:00', 'post_author' => $meryem, 'post_category' => array( $farbe ) ) );
	$ids[] = post( array( 'post_title' => '', 'post_name' => 'ohne-titel', 'post_content' => 'Ein Beitrag ohne Titel.', 'post_date' => '2014-08-15 08:00:00', 'post_author' => $meryem, 'post_category' => array( $farbe ) ) );
	$ids[] = post( array( 'post_title' => 'Ein Entwurf', 'post_content' => 'Noch nicht fertig.', 'post_status' => 'draft', 'post_author' => 1, 'post_date' => '2014-09-01 10:00:00' ) );
	$ids[] = post( array( 'post_title' => 'Zur Durchsicht', 'post_content' => 'Wer liest gegen?', 'post_status' => 'pending', 'post_author' => $meryem, 'post_date' => '2014-09-02 10:00:00' ) );
	$ids[] = post( array( 'post_title' => 'Nur für uns', 'post_content' => 'Interne Zahlen.', 'post_status' => 'private', 'post_author' => 1, 'post_date' => '2014-09-03 10:00:00' ) );
	$ids[] = post( array( 'post_title' => 'Mit Passwort', 'post_content' => 'Psst.', 'post_password' => 'kalk', 'post_author' => 1, 'post_date' => '2014-09-04 10:00:00' ) );
	$ids[] = post( array( 'post_title' => 'Geplant', 'post_content' => 'Kommt noch.', 'post_status' => 'future', 'post_author' => 1, 'post_date' => '2037-09-04 10:00:00' ) );
	$trash = post( array( 'post_title' => 'Papierkorb', 'post_content' => 'Weg.', 'post_author' => 1 ) );
	wp_trash_post( $trash );

	$about = post( array( 'post_type' => 'page', 'post_title' => 'Über uns', 'post_content' => 'Wir sind der Malerbetrieb Sommer.', 'post_date' => '2014-01-01 08:00:00', 'post_author' => 1 ) );
	post( array( 'post_type' => 'page', 'post_title' => 'Team', 'post_content' => 'Wer wir sind.', 'post_parent' => $about, 'post_date' => '2014-01-01 08:00:00', 'post_author' => 1 ) );
	post( array( 'post_type' => 'page', 'post_title' => 'Seite im Entwurf', 'post_name' => 'seite-im-entwurf', 'post_content' => 'Bald.', 'post_status' => 'draft', 'post_date' => '2014-01-02 08:00:00', 'post_author' => 1 ) );

	$words = explode( ' ', 'Putz Wand Farbe Kalk Eimer Pinsel Rolle Keller Fenster Treppe Lack trocken nass glatt rau streicht misst wartet heute morgen immer selten der die das ein eine mit ohne unter auf nach vor und oder aber weil wenn' );
	mt_srand( 7 );
	$sentence = function () use ( $words ) {
		$picked = array();
		for ( $i = mt_rand( 4, 14 ); $i > 0; $i-- ) {
			$picked[] = $words[ mt_rand( 0, count( $words ) - 1 ) ];
		}
		return ucfirst( implode( ' ', $picked ) ) . '.';
	};
	for ( $n = 1; $n <= 60; $n++ ) {
		$paragraphs = array();
		for ( $i = mt_rand( 2, 6 ); $i > 0; $i-- ) {
			$paragraphs[] = $sentence() . ' ' . $sentence() . ' ' . $sentence();
		}
		$content = $n % 2
			? implode( "\n\n", array_map( fn( $p ) => "<!-- wp:paragraph -->\n<p>$p</p>\n<!-- /wp:paragraph -->", $paragraphs ) )
			: implode( "\n\n", $paragraphs );
		$id = post( array( 'post_title' => "Beitrag $n: " . rtrim( $sentence(), '.' ), 'post_content' => $content, 'post_author' => $people[ $n % 3 ], 'post_date' => sprintf( '20%02d-%02d-%02d %02d:30:00', 15 + intdiv( $n, 12 ), 1 + $n % 12, 1 + $n % 27, $n % 24 ), 'post_category' => array( $topics[ $n % 4 ] ), 'tags_input' => array( $tags[ $n % 6 ], $tags[ ( $n + 2 ) % 6 ] ) ) );
		$last = 0;
		for ( $i = $n % 9; $i > 0; $i-- ) {
			$last = answer( $id, "Leserin $i", $sentence() . "\n\n" . $sentence(), array( 'comment_parent' => $i % 2 ? $last : 0, 'comment_date' => sprintf( '2021-%02d-%02d 10:00:%02d', 1 + $n % 12, 1 + $i, $i ) ) );
		}
	}

	$first  = answer( $ids[0], 'Hannah Öz', "Danke! 1 < 2 & 3\n1. Frage: hält *das* auch <em>draußen</em>?\n\nhttps://hannah.example/a_b_c", array( 'comment_author_url' => 'https://hannah.example/' ) );
	$second = answer( $ids[0], 'Katrin Sommer', 'Nein, <strong>nur</strong> innen.', array( 'comment_parent' => $first, 'user_id' => 1, 'comment_author_email' => 'katrin@sommer-maler.example', 'comment_date' => '2014-03-06 09:00:00' ) );
	answer( $ids[0], 'Hannah Öz', 'Schade.', array( 'comment_parent' => $second, 'comment_date' => '2014-03-07 09:00:00' ) );
	answer( $ids[0], 'Späm', 'Billige Uhren', array( 'comment_approved' => 'spam' ) );
	answer( $ids[0], 'Wartend', 'Noch nicht gelesen', array( 'comment_approved' => 0 ) );
	answer( $ids[1], 'Ein Blog', 'Pingback', array( 'comment_type' => 'pingback', 'comment_author_url' => 'https://anderswo.example/x' ) );
	answer( $about, 'Besucher', 'Schöne Seite.' );
	answer( $ids[7], 'Geheimleser', 'Antwort unter Passwort.' );
}

/** What WordPress holds, in WordPress's own words. */
function state(): array {
	$entries = array();
	$query   = get_posts( array( 'post_type' => array( 'post', 'page' ), 'numberposts' => -1, 'post_status' => array( 'publish', 'draft', 'pending', 'private', 'future' ), 'orderby' => 'ID', 'order' => 'ASC' ) );
	foreach ( $query as $post ) {
		$GLOBALS['post'] = $post;
		setup_postdata( $post );
		$rendered = apply_filters( 'the_content', $post->post_content );
		$names    = fn( $taxonomy ) => array_map( fn( $t ) => html_entity_decode( $t->name, ENT_QUOTES ), wp_get_object_terms( $post->ID, $taxonomy ) );
		$comments = array();
		foreach ( get_comments( array( 'post_id' => $post->ID, 'status' => 'approve', 'type' => 'comment', 'order' => 'ASC' ) ) as $comment ) {
			$comments[] = array(
				'id' => (int) $comment->comment_ID, 'parent' => (int) $comment->comment_parent, 'author' => $comment->comment_author,
				'date' => $comment->comment_date, 'html' => apply_filters( 'comment_text', $comment->comment_content, $comment, array() ),
			);
		}
		$cover     = get_post_thumbnail_id( $post->ID );
		$entries[] = array(
			'id' => $post->ID, 'kind' => $post->post_type, 'status' => $post->post_status, 'title' => html_entity_decode( $post->post_title, ENT_QUOTES ), 'slug' => $post->post_name,
			'password' => '' !== $post->post_password, 'date' => $post->post_date, 'link' => get_permalink( $post ), 'author' => get_the_author_meta( 'display_name', $post->post_author ),
			'excerpt' => $post->post_excerpt, 'sticky' => is_sticky( $post->ID ), 'categories' => $names( 'category' ), 'tags' => $names( 'post_tag' ),
			'html' => $rendered, 'comments' => $comments, 'subtitle' => get_post_meta( $post->ID, 'untertitel', true ),
			'cover' => $cover ? basename( get_attached_file( $cover ) ) : '', 'cover_alt' => $cover ? get_post_meta( $cover, '_wp_attachment_image_alt', true ) : '',
		);
	}
	$categories = array();
	foreach ( get_terms( array( 'taxonomy' => 'category', 'hide_empty' => false ) ) as $term ) {
		$path = array( html_entity_decode( $term->name, ENT_QUOTES ) );
		for ( $at = $term; $at->parent; ) {
			$at = get_term( $at->parent, 'category' );
			array_unshift( $path, html_entity_decode( $at->name, ENT_QUOTES ) );
		}
		$categories[] = array( 'path' => $path, 'link' => get_term_link( $term ), 'posts' => $term->count );
	}
	$tags = array();
	foreach ( get_terms( array( 'taxonomy' => 'post_tag', 'hide_empty' => false ) ) as $term ) {
		$tags[] = array( 'name' => html_entity_decode( $term->name, ENT_QUOTES ), 'link' => get_term_link( $term ), 'posts' => $term->count );
	}
	$authors = array();
	foreach ( get_users() as $user ) {
		$authors[] = array( 'login' => $user->user_login, 'name' => $user->display_name, 'biography' => $user->description, 'link' => get_author_posts_url( $user->ID ) );
	}
	$media = array();
	foreach ( get_posts( array( 'post_type' => 'attachment', 'numberposts' => -1, 'post_status' => 'inherit' ) ) as $post ) {
		$media[] = array( 'file' => get_post_meta( $post->ID, '_wp_attached_file', true ), 'alt' => get_post_meta( $post->ID, '_wp_attachment_image_alt', true ), 'caption' => $post->post_excerpt, 'link' => get_attachment_link( $post->ID ), 'address' => wp_get_attachment_url( $post->ID ) );
	}
	$left = array(
		'spam' => (int) get_comments( array( 'status' => 'spam', 'count' => true ) ), 'pending' => (int) get_comments( array( 'status' => 'hold', 'count' => true ) ),
		'pingbacks' => (int) get_comments( array( 'type' => 'pings', 'count' => true, 'status' => 'approve' ) ),
	);
	return compact( 'entries', 'categories', 'tags', 'authors', 'media', 'left' ) + array( 'version' => get_bloginfo( 'version' ) );
}

switch ( $argv[1] ) {
	case 'fill':
		fill();
		break;
	case 'state':
		echo wp_json_encode( state(), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ), "\n";
		break;
	case 'users':
		// What anybody gets at /wp-json/wp/v2/users.
		$answer = rest_do_request( new WP_REST_Request( 'GET', '/wp/v2/users' ) );
		echo wp_json_encode( rest_get_server()->response_to_data( $answer, false ) ), "\n";
		break;
	case 'export':
		require_once ABSPATH . 'wp-admin/includes/export.php';
		@export_wp( array( 'content' => 'all' ) );
		break;
}
